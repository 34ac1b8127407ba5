import type { IntentWords } from "../intent.ts";

export const spanish: IntentWords = {
  greeting: [
    "buenas, buenos días, buenas tardes, buenas noches, qué tal, hola qué tal, hola buenas, hola buenos días",
    "saludos, hay alguien, hay alguien ahí, holaa, holi",
  ],
  how_are_you: ["cómo estás, cómo está, cómo te va, cómo andas"],
  thanks: [
    "gracias, muchas gracias, mil gracias, te lo agradezco, ok gracias, gracias me ayudó, ya funciona",
    "sí me sirvió, sí me ayudó, me ayudó, fue útil, útil, muy útil, ya quedó, resuelto, solucionado, me sirvió, listo gracias, perfecto gracias",
  ],
  goodbye: [
    "adiós, chao, chau, hasta luego, hasta pronto, nos vemos, eso es todo, nada más, no más preguntas",
  ],
  are_you_bot: [
    "eres un bot, eres bot, es un bot, eres un robot, eres humano, eres una persona, eres una persona real",
    "quién eres, es un robot, hablo con un bot, hablo con una persona, robot, eres real",
  ],
  needs_help: [
    "ayúdame, ayúdenme, me ayudas, me puedes ayudar, puedes ayudarme, me pueden ayudar, necesito ayuda",
    "tengo un problema, tengo una pregunta, tengo una duda, una pregunta, una consulta, problema",
    "quiero hacer una consulta",
  ],
  not_helped: [
    "no me funcionó, no ha funcionado, no me ha funcionado, sigue sin llegar",
    "no me ayudó, no me sirve, no me sirvió, no sirve, no ayuda, eso no ayuda, no funcionó, no funciona",
    "sigue igual, sigue sin funcionar, ya lo intenté, ya lo probé, ya probé eso, no es eso",
    "no es lo que pregunté, inútil, no mucho, para nada útil, no fue útil, no me entiendes, no resuelve nada",
  ],
  none: ["ninguna de estas, ninguno de estos, ninguna, ninguno, otra cosa, nada de eso, no está"],
  human: [
    "hablar con una persona, hablar ya con una persona, abrir un ticket, persona, humano, agente, operador",
    "asesor, una persona, un humano, un agente, persona real, quiero una persona, quiero un humano",
    "quiero un agente, un asesor, atención al cliente, servicio al cliente, soporte, soporte humano, ejecutivo",
    "representante, abrir ticket, crear ticket, nuevo ticket, un ticket, quiero quejarme, queja, reclamo",
    "poner una queja, no quiero un bot, sin bots, no quiero hablar con un bot",
    "hablar con un agente, hablar con un asesor, hablar con un humano, hablar con alguien",
    "un agente por favor, chat en vivo, soporte técnico, operadora, asesora, quiero hablar con alguien",
    "hablar con soporte, contactar soporte, agente humano, asesor humano, agente real",
  ],
  assistant: [
    "volver al asistente, asistente, volver al bot, hablar con el asistente, seguir con el bot",
    "asistente virtual, volver con el asistente, hablar con el bot, el asistente, regresar al asistente",
    "regresar al bot, quiero el bot",
  ],
  cancel_ticket: [
    "cancelar ticket, cancelar el ticket, cancelar mi ticket, cerrar ticket, cerrar el ticket",
    "cerrar mi ticket, retirar el ticket",
    "anular ticket, anular el ticket, anular mi ticket, cancele mi ticket, cancela mi ticket",
    "cierre mi ticket, cierra mi ticket, cerrar mi caso, cancelar mi caso, retirar mi ticket",
    "quiero cancelar mi ticket, eliminar mi ticket, ya no necesito el ticket",
  ],
  back: ["atrás, volver, volver atrás, regresar, anterior, paso anterior"],
  skip: [
    "omitir, saltar, siguiente, paso, no sé, no lo sé, ni idea, no tengo, no lo tengo, no me acuerdo",
    "no recuerdo, no estoy seguro, no estoy segura, prefiero no decirlo",
  ],
  cancel: [
    "cancelar, cancela, detener, basta, salir, olvídalo, déjalo, ya no, no importa, no gracias déjalo",
    "terminar",
    "cancelarlo, cancele, cancélalo, cancélelo, anular, parar, detente, olvídelo, déjelo",
  ],
  send_now: ["enviar ahora, envíalo ya, envíalo ahora, mándalo ya, envíalo así, manda lo que tienes"],
  yes: [
    "sí, claro, claro que sí, correcto, así es, de acuerdo, vale, dale, está bien, confirmo, confirmar",
    "por supuesto, sí por favor, enviar, envíalo, usar este texto, usa este texto, exacto, sip",
  ],
  no: ["nop, para nada, incorrecto, no es correcto, no gracias, mal, está mal, no es así"],
  change: ["cambiar, modificar, editar, corregir, quiero cambiar algo"],
  go_on: ["continuar, continúa, sigamos, seguir, sigue, adelante"],
  menu: [
    "menú, menú principal, ver menú, mostrar menú, abrir menú, volver al menú, temas, categorías, opciones",
    "preguntas frecuentes",
  ],
  help: ["ayuda, qué puedes hacer, comandos, cómo funciona"],
  status: [
    "estado, estado de mi ticket, estado del ticket, mi ticket, qué pasa con mi ticket, alguna novedad",
    "hay novedades, mi reclamo",
    "cómo va mi ticket, cómo va mi caso, mi caso, estado de mi caso, estado de mi reclamo, ver mi ticket",
    "dónde está mi ticket, estado ticket, novedades de mi ticket",
  ],
  erase: [
    "borra mis datos, borre mis datos, borrar mis datos, borren mis datos, elimina mis datos, elimine mis datos, eliminen mis datos, eliminar mis datos",
    "quiero borrar mis datos, quiero que borren mis datos, quiero eliminar mis datos, quiero que eliminen mis datos, suprimir mis datos",
    "borra mis mensajes, borre mis mensajes, borren todo sobre mí, borra esta conversación, borrar esta conversación, derecho al olvido",
  ],
};
