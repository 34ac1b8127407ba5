import type { IntentWords } from "../intent.ts";

export const portuguese: IntentWords = {
  greeting: [
    "olá, ola, oi, oii, opa, bom dia, boa tarde, boa noite, e aí, tem alguém aí, alguém aí, oi tudo bem",
    "olá tudo bem, salve",
  ],
  how_are_you: ["tudo bem, tudo bom, como vai, como você está"],
  thanks: [
    "obrigado, obrigada, muito obrigado, muito obrigada, valeu, vlw, obg, brigado, agradeço, resolvido",
    "resolveu, deu certo, funcionou, ajudou, ok obrigado, ajudou sim, sim ajudou, ajudou muito, foi útil, útil",
  ],
  goodbye: [
    "tchau, até logo, até mais, até, adeus, é só isso, só isso, era isso, nada mais, não tenho mais perguntas",
  ],
  are_you_bot: [
    "você é um bot, você é bot, é um bot, vc é um bot, você é um robô, é um robô, você é humano",
    "você é uma pessoa, é uma pessoa real, quem é você, falo com um robô, robô, você é real",
  ],
  needs_help: [
    "me ajuda, me ajude, me ajudem, pode me ajudar, você pode me ajudar, preciso de ajuda, tenho um problema",
    "tenho uma dúvida, tenho uma pergunta, uma dúvida, uma pergunta, preciso de suporte, socorro",
    "quero tirar uma dúvida",
  ],
  not_helped: [
    "não deu certo, não me ajudou, ainda não funciona",
    "não ajudou, isso não ajudou, não adiantou, não funcionou, não funciona, continua igual",
    "continua sem funcionar, já tentei, já tentei isso, já fiz isso, não é isso, não foi isso que perguntei",
    "não muito, nem um pouco, não foi útil, inútil, não resolveu, não serve, não entendeu",
  ],
  none: ["nenhuma destas, nenhuma dessas, nenhum desses, nenhuma, nenhum, outra coisa, nada disso"],
  human: [
    "falar com atendente, falar com atendente já, abrir um chamado, atendente, humano, pessoa, agente",
    "operador, falar com um atendente, falar com uma pessoa, falar com humano, falar com alguém",
    "quero falar com um atendente, quero falar com uma pessoa, quero um atendente, quero um humano",
    "pessoa real, atendimento humano, atendimento, suporte, suporte humano, abrir chamado, criar chamado",
    "novo chamado, chamado, reclamação, quero reclamar, fazer uma reclamação, não quero robô, não quero bot",
    "sem robô, chama um atendente",
    "chat ao vivo, falar com o suporte, falar com suporte, falar com uma pessoa real, atendente humano",
    "falar com alguém do suporte, um atendente, quero atendente, chamar atendente, chamar um atendente",
    "atendente por favor, falar com humano agora, suporte ao cliente, atendimento ao cliente",
  ],
  assistant: [
    "voltar ao assistente, assistente, voltar ao robô, voltar ao bot, falar com o assistente",
    "voltar pro assistente, voltar para o assistente, voltar pro robô, voltar pro bot, falar com o robô",
    "falar com o bot, o assistente, assistente virtual",
  ],
  cancel_ticket: [
    "cancelar chamado, cancelar o chamado, cancelar meu chamado, fechar chamado, fechar o chamado",
    "encerrar chamado, retirar o chamado",
    "fechar meu chamado, encerrar meu chamado, encerrar o chamado, cancelar ticket, cancelar o ticket",
    "cancelar meu ticket, desistir do chamado, cancela meu chamado, cancele meu chamado, fecha meu chamado",
    "quero cancelar meu chamado, retirar meu chamado",
  ],
  back: ["voltar, volta, voltar atrás, etapa anterior, passo anterior"],
  skip: [
    "pular, pula, próximo, próxima, não sei, nao sei, sei lá, não tenho, não lembro, não me lembro",
    "não tenho certeza, prefiro não dizer, esqueci",
  ],
  cancel: [
    "cancelar, cancela, parar, pare, chega, sair, esquece, deixa, deixa pra lá, não quero mais, não precisa",
    "encerrar",
  ],
  send_now: ["enviar agora, envia agora, manda logo, envia logo, envia assim, pode enviar agora"],
  yes: [
    "sim, s, claro, com certeza, correto, certo, isso, isso mesmo, pode ser, pode, beleza, blz, confirmo",
    "confirmar, sim por favor, enviar, envia, usar este texto, usa este texto, concordo, tá bom, ta bom, exato",
  ],
  no: ["não, nao, não obrigado, não obrigada, errado, tá errado, negativo, incorreto"],
  change: ["alterar, mudar, editar, corrigir, quero mudar, trocar"],
  go_on: ["continuar, continua, continue, prosseguir, seguir, vamos continuar, segue"],
  menu: [
    "menu, menu principal, mostrar menu, ver menu, abrir menu, voltar ao menu, temas, assuntos, categorias, opções",
    "perguntas frequentes",
  ],
  help: ["ajuda, o que você faz, o que você pode fazer, comandos, como funciona"],
  status: [
    "status do chamado, meu chamado, andamento, andamento do chamado, como está meu chamado, alguma novidade",
    "tem novidade, cadê meu chamado",
    "status do meu chamado, situação do chamado, situação do meu chamado, como está o meu chamado",
    "meu ticket, status do ticket, andamento do meu chamado, ver meu chamado, consultar chamado",
    "onde está meu chamado",
  ],
  erase: [
    "apague meus dados, apagar meus dados, apaga meus dados, exclua meus dados, excluir meus dados, delete meus dados",
    "quero apagar meus dados, quero que apaguem meus dados, apaguem meus dados, remova meus dados, esqueça meus dados",
    "apague minhas mensagens, apague tudo sobre mim, apague esta conversa, apagar esta conversa, apague meu histórico, direito ao esquecimento",
  ],
};
