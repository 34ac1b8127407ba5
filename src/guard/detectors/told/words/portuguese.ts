import type { LanguageWords } from "./language-words.ts";

export const portuguese: LanguageWords = {
  spaced: true,
  password:
    "senhas?|snh|s e n h a|cenha|senah|palavra[- ]passe|palavra[- ]chave|palavra secreta|chave de acesso|pass?word",
  weakPassword: "pass|passe|chave",
  pin: "pin|codigo pin",
  code: [
    "(?:codigo|cod|codig|numero|chave)s? (?:de |do |da |por |no |que (?:me )?chegou (?:por|no|pelo) |que recebi (?:por|no|pelo) )(?:meu |o |a )?(?:verificacao|confirmacao|seguranca|acesso|sms|autenticacao|autenticador|google|2fa|whatsapp|telegram|e-?mail|celular|login|validacao|ativacao|uso unico|duas etapas|dois fatores|otp|mensagem)",
    "codigos? (?:2fa|sms|otp|google|totp|temporario|unico)|senha (?:temporaria|descartavel|de uso unico|unica)|token (?:de )?(?:seguranca|acesso)",
    "codigo de (?:4|5|6|7|8|quatro|cinco|seis|sete|oito) (?:digitos|numeros|algarismos)",
  ].join("|"),
  weakCode: "codigos?|codiguinhos?|cod|codig|digitos|token|numer(?:oz)?inhos?",
  channel:
    "sms|mensagem|torpedo|e-?mail|google|autenticador|authenticator|whatsapp|zap|telegram|verificar|verificacao|login|entrar|celular|telefone|banco",
  mine: "minhas?|meus?|eu|me|nossa|nosso|tenho|uso|coloquei",
  certain: "o|a|os|as|este|esta|esse|essa|isso|isto|aqui|ta|seu|sua|tua|teu|antiga|nova|atual|anterior",
  copula:
    "e|era|sao|sera|foi|seria|eh|fica|ficou|diz|aparece|agora e|continua|esta|ta|aqui (?:esta|vai)|segue|ou seja",
  setTo:
    "para|pra|em|com|como|por|coloquei|coloco|botei|boto|pus|escrevi|digitei|digito|inseri|usei|uso|usando|tentei|testei|recebi|chegou|mandaram|enviaram|informei|usar",
  typed:
    "uso|usava|escrevi|digitei|digito|digitando|coloquei|coloco|botei|boto|inseri|tentei(?: com)?|testei|entro com|entrei com|usei|colei|to usando",
  handled: [
    "mudei|mudou|mudado|troquei|alterei|coloquei|coloco|botei|pus|fiz|criei|defini|escolhi|atualizei|configurei|cadastrei|uso|usei|usava|usando|escrevi|digitei|digitando|digito|inseri|tentei|tentando|testei|informei|entro|entrei|registrei",
    "recebi|recebido|recebo|chegou|chega|veio|vem|mandaram|mandou|mandei|enviaram|enviou|enviei|deram|deu|passaram|passou|copiei|colei|apareceu|caiu|vou (?:te )?(?:passar|mandar|enviar)|te (?:passo|mando|envio)|segue|tenho|to usando",
  ].join("|"),
  changed:
    "mudei|mudou|mudado|mudar|troquei|alterei|coloquei|botei|pus|criei|defini|escolhi|atualizei|configurei|cadastrei",
  notice:
    "nao (?:o |a )?(?:compartilhe|compartilha|divulgue|informe|passe|forneca|envie|revele|repasse)|valid[oa] (?:por|ate)|expira|vence|para (?:verificar|confirmar|entrar|acessar)",
  negation: "nao|nunca|jamais|nem|sem|nenhum|n|tampouco|ninguem",
  lost: "esquec\\p{L}{0,4}|redefin\\p{L}{0,4}|recuper\\p{L}{0,5}|perdi(?:do|da)?|lembr\\p{L}{0,4}|resetar",
  otherCode:
    "erro|erros|promocional|promocao|promo|convite|indicacao|desconto|cupom|presente|bonus|pais|area|postal|qr|barras|fonte|produto|moeda|status|swift|recompensa|premio|oferta|civil|penal|rastreio|rastreamento|sorteio|afiliado|(?:ponto|nivel|fator) chave|pix|ddd|cep",
  account:
    "chamado|protocolo|usuario|conta|ordem|pedido|ticket|numero|telefone|tel|celular|valor|quantia|id|uid|hash|endereco|transacao|saque|deposito|fatura|versao|modelo|cpf|rg|passaporte|ano|desde|ha|paguei|transferi|caso|protocolo|agencia|lig(?:ue|a|ar)|disque",
  unit: "digitos?|caracteres|letras|numeros?|minutos?|min|segundos|seg|horas?|hrs?|dias?|vezes|vez|semanas?|mes(?:es)?|anos?|reais|dolares|euros?|tentativas?|pessoas|pontos|palavras|simbolos|algarismos",
  example:
    "exemplos?|senhas? como|facil de adivinhar|por exemplo|p\\.? ?ex\\.?|tipo|(?:uma? )?(?:boa|ma|senha) (?:senha|fraca|forte|segura|ruim)|nao (?:use|usem|utilize|coloque|escolha)|evite|nunca use|deve (?:ter|ser|conter)|minimo|pelo menos|padrao|formato",
  status: [
    "incorreta|incorreto|invalida|invalido|errada|errado|vencida|vencido|bloqueada|bloqueado|perdida|esquecida|segura|seguro|correta|correto|certa|certo|valida|valido|mudada|trocada|alterada|ruim|boa|bom|fraca|forte|longa|curta|nova|velha|antiga|a|o|um|uma|minha|meu|sua|seu|que|qual|como|onde|quando|por|para|pra|com|sem|de|da|do|em|na|no|nao|sim|muito|mais|menos|so|sempre|nunca|ja|ainda|mas|porque|pois|necessaria|obrigatoria|exigida|rejeitada|recusada|aceita|roubada|hackeada|vazada|vazou|igual|diferente|mesma|mesmo|esta|este|isso|essa|esse|pessoal|secreta|privada|impossivel|dificil|facil|importante|unica|temporaria|demais|bastante|tao|assim|algo|nada|diz|funciona|chega|chegou|vem|expirada|expirou|desativada|salva|confidencial|compartilhar|obvia|obrigado|ajuda|criptografada|la|aqui|dando|sendo|pedindo",
  ].join("|"),
  numbers:
    "zero|uma?|dois|duas|tres|quatro|cinco|seis|meia|sete|oito|nove|dez|onze|doze|treze|catorze|quatorze|quinze|dezesseis|dezasseis|dezessete|dezassete|dezoito|dezenove|dezanove|vinte|trinta|quarenta|cinquenta|sessenta|setenta|oitenta|noventa|cem|cento|duzentos|trezentos|quatrocentos|quinhentos|seiscentos|setecentos|oitocentos|novecentos",
  arrival:
    "chegou|chegaram|chega|chegando|veio|vieram|recebi|recebeu|recebido|recebemos|mandou|mandaram|mandei|enviaram|enviou|diz|dizia|dizendo|disse|falou|mostra|mostrou|aparece|apareceu|tava|dict\\p{L}{1,4}|dit\\p{L}{1,4}|robo|ligacao|chamada|confirm\\p{L}{1,5}|verific\\p{L}{1,5}|autoriz\\p{L}{1,5}|venceu|expir\\p{L}{1,3}|numerozinhos?|numerinhos?|codiguinho|o do|esse novo|o novo|o outro|ultimo|qual (?:e|eu) |toma|le ai|anota|informe|segue|vale|valendo",
  answer:
    "sim|s|ok|okay|blz|beleza|certo|claro|pronto|aqui(?: esta)?|ta|ta ai|la vai|segue|e|toma|esse|desculpa|obrigad[oa]|ve ai",
  money:
    "preco|precos|lucro|prejuizo|volume|comprei|compro|vendi|vendo|saldo|alvo|suporte|resistencia|seguidores|membros|salario|taxa|valor|quantia|usdt?|btc|eth|reais|dolares|euros?|alavancagem|investi|paguei|custa|custou",
  access:
    "login|logar|logando|entrar|entro|entra|acess\\p{L}{1,4}|incorret[oa]s?|invalid[oa]s?|errad[oa]s?|rejeit\\p{L}{1,4}|n(?:ao)? (?:abre|entra|deixa|funciona|aceita|reconhece|passa)|nenhum[oa]?|maiuscula|desbloque\\p{L}{1,4}",
  here: "aqui (?:esta|vai|tem)|la vai|segue|e est[ea]|anota|toma|te (?:passo|mando|envio)|vou (?:passar|mandar)|abaixo",
  forbids:
    "nunca|ninguem|jamais|nao (?:compartilh\\p{L}{1,4}|envi\\p{L}{1,4}|passe|informe|diga|pedi\\p{L}{1,5}|pede|chega|recebi|recebo)|golpe|cuidado|como (?:eu|posso|faco)|por que",
  ask: [
    "(?:envia|envie|envie-?me|manda|mande|mande-?me|me manda|da|de|me da|passa|passe|me passa|diz|diga|me diz|me diga|me fala|fala|fale|informa|informe|me informa|me informe|compartilha|compartilhe|encaminha|encaminhe|escreve|escreva|forneca|confirma|confirme|mostra|mostre|preciso|precisamos|quero|enviar|mandar|passar|digita|digite)",
    "(?:voce |vc )?(?:pode|poderia|consegue) (?:me )?(?:enviar|mandar|passar|dizer|informar|falar|dar)|qual (?:e|era|foi|o|a)|que (?:codigo|numero|senha)|(?:te |lhe )?chegou|recebeu|voce (?:tem|recebeu)|aguardo|espero",
  ].join("|"),
};
