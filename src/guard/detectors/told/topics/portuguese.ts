import type { TopicWords } from "./topic-words.ts";

export const portuguese: TopicWords = {
  secret:
    "senha* senh* cenha* semha sennha* snha sinha seha palavra-passe* palavra_passe palavras-passe palavra-chave palavra_chave palavra_secreta pasword* contrassenha* password* passw* senhazinha",
  weakSecret: "pass chave pin frase passe",
  access:
    "entrar entro entrei entra entrando entrava acess* logar loguei logad* loga login* conta contas sessao desbloque* abrir abre cadastro campo campos caixinha espaco deslog* derrub* expuls*",
  typed:
    "digitar escrever digit* escrev* escrito coloq* coloc* pus ponho botei boto botando inser* usei uso usando usava usar usa tento tentei tentando testei testo mudei troquei troco trocar trocado alterei altero criei crio defini escolhi cadastr* copiei colei preench* introduz* redefini coloquei entro_com entrava_com",
  refused:
    "errad* incorret* incorrect* invalid* recus* rejeit* aceit* inval* fraca forte maiuscul* minuscul* reconhec*",
  code: "codigo* codig* cod otp 2fa numerozinho* digitos verificacao codigozinho dois_fatores duas_etapas uso_unico",
  channel:
    "sms mensag* msg torpedo* email* e-mail* correio* autenticador* authenticator google whats* zap* celular telemovel telefone* ligacao* verificacao banco telegram",
  come: "mandei manda mando falou fala pediram pediu li leu cheg* receb* mandou mandaram mandando mandado envi* veio vem vindo vieram caiu diz dizem dizia aparec* mostr* saiu expir* venc* valid* compartilh* partilh* confirm* verific* aqui_esta aqui_vai segue toma passou passaram autoriz* resposta saque pede pedindo ditou dita deu marca marcando mostrando",
  mine: "minha minhas meu meus eu me nossa nosso",
  label:
    "pedido* ordem protocol* usuario* utilizador* uid id chamado* versao* build* cpf cnpj rg cep ddd nif erro* bloco hash agencia fatura* boleto* voo quarto sala modelo serie saldo valor cupom cupons promo* desconto convite indicacao ticket* chamada_n andar rua nome apelido nick chamo tx txid passaporte",
};
