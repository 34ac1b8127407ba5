import type { LanguageWords } from "./language-words.ts";

export const spanish: LanguageWords = {
  spaced: true,
  password:
    "cont?r?a[sc]+en(?:i)?as?|constrasenas?|contrasenas?|contrasenyas?|contrasen|contrsena|palabra clave|palabra secreta|clave de acceso|clave (?:de|del|para) (?:los |el |la )?(?:fondos|retiros?|trading|seguridad|app|pagos?|ingreso|wallet|billetera|correo)|clave (?:de (?:mi |la )?)?(?:cuenta|usuario|inicio)",
  weakPassword: "cla[bv]e|contra|contras|pass|claves",
  pin: "(?:numero )?pin",
  code: [
    "(?:codigo|cod|codig|codijo|clave|numero)s? (?:de |del |por |en |que me llego (?:por|al) )(?:mi |la |el )?(?:verificacion|verificasion|confirmacion|seguridad|acceso|sms|mensaje|autenticacion|autentificacion|autenticador|google|2fa|whatsapp|telegram|correo|email|celular|movil|inicio de sesion|ingreso|validacion|activacion|un solo uso|dos pasos|otp)",
    "codigos? (?:2fa|sms|otp|google|totp|temporal|unico)|(?:clave|contrasena) (?:del? (?:sms|mensaje)|dinamica|de un solo uso)|token (?:de )?(?:seguridad|digital)",
    "codigo de (?:4|5|6|7|8|cuatro|cinco|seis|siete|ocho) (?:digitos|cifras|numeros)",
  ].join("|"),
  weakCode: "codigos?|codig[ui]{1,2}tos?|cod|codig|codijo|digitos|numeritos?",
  channel:
    "sms|mensajes?|mensaje de texto|correo|email|google|autenticador|authenticator|whatsapp|telegram|verificar|verificacion|iniciar sesion|celular|movil|telefono|banco",
  mine: "mi|mis|mia|mio|yo|me|nuestr[ao]s?|tengo|uso|puse|pongo",
  certain: "el|la|los|las|este|esta|ese|esa|lo|aqui|tu|su|vieja|nueva|anterior|actual|antigua",
  copula:
    "es|era|son|sera|fue|seria|es decir|o sea|dice|sale|aparece|ahora es|sigue siendo|queda(?:ba)?|quedo|esta|aqui (?:esta|va)|ahi (?:esta|va)",
  setTo:
    "a|por|en|con|como|puse|pongo|pon|ponia|escribi|escribo|ingrese|ingreso|meti|meto|use|usando|uso|probe|pruebo|digite|tecle[eo]|coloque|recibi|llego|mandaron|enviaron|usar",
  typed:
    "uso|usaba|escribi|escribo|puse|pongo|ingrese|ingreso|meti|meto|probe(?: con)?|pruebo(?: con)?|digite|digito|tecle[eo]|entro con|entraba con|intente con|copie|pegue",
  handled: [
    "cambie|cambio|cambiado|puse|pongo|puesto|hice|cree|creado|configure|defini|elegi|actualice|uso|use|usaba|usando|escribi|ingrese|ingresando|meti|metiendo|metido|probe|probando|probado|intente|digite|coloque|registre|entro|entre|entrar",
    "recibi|recibido|llego|llegado|llega|me llega|mandaron|mandado|mande|enviaron|enviado|envio|dieron|dio|paso|paso|pasaron|copie|copiado|salio|aparecio|te (?:paso|doy|mando|envio)|les (?:paso|doy|mando|envio)|le (?:paso|doy)|tengo",
  ].join("|"),
  changed:
    "cambie|cambio|cambiado|cambiar|puse|pongo|hice|cree|configure|defini|elegi|actualice|coloque|registre",
  notice:
    "no (?:lo |la )?(?:compartas?|comparta|des|digas|reveles?|entregues)|valido (?:por|durante|hasta)|valida por|caduca|vence|expira|para (?:verificar|confirmar|iniciar)",
  negation: "no|nunca|jamas|ni|ningun|sin|tampoco|nadie",
  lost: "olvid\\p{L}{0,4}|restable\\p{L}{0,6}|recuper\\p{L}{0,5}|perdi(?:do|da)?|record\\p{L}{0,4}|acuerdo",
  otherCode: [
    "error|errores|promocion(?:al)?|promo|referidos?|referencia|invitacion|descuento|cupon|regalo|bono|bonus|pais|area|postal|qr|barras|fuente|producto|moneda|estado|swift|recompensa|premio|oferta|civil|penal|tributario|vestimenta|sorteo|afiliado|(?:punto|nivel|factor|momento) clave",
  ].join("|"),
  account:
    "reclamo|expediente|solicitud|usuario|cuenta|orden|pedido|ticket|numero|telefono|tel|celular|monto|cantidad|id|uid|hash|direccion|transaccion|retiro|deposito|factura|version|modelo|dni|cedula|pasaporte|ano|desde|hace|pague|transferi|caso|folio|llam[ae]r?|marque",
  unit: "digitos?|caracteres|letras|numeros?|minutos?|min|segundos|seg|horas?|hrs?|dias?|veces|vez|semanas?|meses|mes|anos?|cifras|pesos?|dolares|euros?|intentos?|personas|puntos|palabras|simbolos|soles",
  example:
    "ejemplos?(?![.@]\\p{L})|(?:contrasenas?|claves?) como|facil de adivinar|por ejemplo|p\\.? ?ej\\.?|como por|tipo|(?:una? )?(?:buena|mala|contrasena) (?:contrasena|clave|debil|fuerte|segura)|no (?:uses|usen|use|pongas|utilices|elijas)|evita|nunca uses|debe (?:tener|ser|contener)|minimo|al menos|por defecto|formato",
  status: [
    "incorrecta|incorrecto|invalida|invalido|erronea|erroneo|vencida|vencido|bloqueada|bloqueado|perdida|olvidada|segura|seguro|correcta|correcto|valida|valido|cambiada|mala|mal|bien|buena|bueno|debil|fuerte|larga|corta|nueva|vieja|la|el|un|una|mi|tu|su|lo|los|las|que|cual|como|donde|cuando|por|para|con|sin|de|del|en|no|si|muy|mas|menos|solo|siempre|nunca|ya|aun|todavia|pero|porque|necesaria|obligatoria|requerida|rechazada|aceptada|robada|hackeada|filtrada|igual|distinta|diferente|misma|mismo|esta|este|esto|eso|esa|ese|personal|secreta|privada|imposible|dificil|facil|importante|unica|temporal|demasiado|bastante|tan|asi|algo|nada|donde|dice|sale|funciona|sirve|llega|llego|viene|caducada|expirada|desactivada|activada|guardada|confidencial|compartir(?:la|lo)?|obvia|gracias|ayuda|verificada|encriptada",
  ].join("|"),
  numbers:
    "cero|un[oa]?|dos|tres|cuatro|cinco|seis|siete|ocho|nueve|diez|once|doce|trece|catorce|quince|dieciseis|diecisiete|dieciocho|diecinueve|veinte|veintiuno|veintidos|veintitres|veinticuatro|veinticinco|veintiseis|veintisiete|veintiocho|veintinueve|treinta|cuarenta|cincuenta|sesenta|setenta|ochenta|noventa|cien|ciento|doscientos|trescientos|cuatrocientos|quinientos|seiscientos|setecientos|ochocientos|novecientos",
  arrival:
    "llego|llegaron|llega|llegan|me llega|recibi|recibio|recibido|recibimos|mandaron|mando|mandan|enviaron|envio|dice|decia|dijo|dicen|muestra|aparece|aparecio|salio|sale|dict\\p{L}{1,4}|robot|llamada|confirm\\p{L}{1,5}|verific\\p{L}{1,5}|autoriz\\p{L}{1,4}|vencio|caduc\\p{L}{1,3}|numeritos|codiguito|codigito|el de(?:l)?|este nuevo|el nuevo|el otro|ultimo|cual pongo|ten|toma|paso|mensajito",
  answer:
    "si|sip|lo tengo|ya lo tengo|ok|okey|vale|dale|claro|listo|aqui(?: (?:esta|va|tiene|tienes))?|ahi (?:va|esta|tienes)|ya|ten|tenga|tome|toma|es|bueno|este|perdon|gracias|a ver",
  money:
    "precio|precios|ganancia|perdida|volumen|compre|compro|vendi|vendo|saldo|vale|objetivo|soporte|resistencia|seguidores|miembros|salario|sueldo|comision|monto|cantidad|usdt?|btc|eth|pesos?|dolares|euros?|apalancamiento|inverti|pague|cuesta|costo",
  access:
    "iniciar sesion|inicio sesion|login|loguear\\p{L}{0,3}|ingres\\p{L}{1,4}|entrar|entro|acced\\p{L}{1,3}|acceso|incorrect[oa]s?|invalid[oa]s?|rechaz\\p{L}{1,4}|no (?:me )?(?:abre|entra|deja|funciona|acepta|reconoce)|ningun[oa]?|mayusculas?|me bota|me saca",
  here: "aqui (?:esta|va|tiene|tienes)|ahi (?:va|esta|tienes)|es est[ea]|anota|toma|te (?:paso|mando|envio|doy)|le (?:paso|mando|envio|doy)|apunta|siguiente",
  forbids:
    "nunca|nadie|jamas|no (?:compart\\p{L}{1,4}|envi\\p{L}{1,4}|des|diga\\p{L}?|pedi\\p{L}{1,5}|pid\\p{L}{1,4}|me llega|recibo|llega)|estafa|cuidado|como (?:puedo|hago|se)|por que|no me ha",
  ask: [
    "(?:envia|enviame|envieme|envie|manda|mandame|mandeme|mande|dame|deme|pasame|paseme|pasa|dime|digame|diga|di|comparte|comparteme|reenvia|reenviame|escribe|escribeme|facilita|facilitame|proporciona|proporcioneme|indica|indicame|indiqueme|brindame|confirma|confirmame|dicta|dictame|muestrame|necesito|necesitamos|quiero|regalame|enviar|mandar|pasar)",
    "(?:me|nos) (?:das|da|pasas|pasa|mandas|manda|envias|envia|dices|dice|puedes|puede|podrias|podria|compartes)|cual (?:es|era|fue)|que (?:codigo|numero|clave)|te (?:llego|ha llegado)|le (?:llego|ha llegado)|recibiste|recibio|tienes|espero",
  ].join("|"),
};
