import type { TopicWords } from "./topic-words.ts";

export const spanish: TopicWords = {
  secret:
    "contrasen* contracen* contasen* contrasn* constrasen* kontrasen* contraen* contrsen* contrazen* contrasela pasguord pasword* palabra_clave palabra_secreta clave_secreta frase_secreta claves_secretas password* passw* contrasenia* contraseina* contrasenita* palabra_de_paso",
  weakSecret: "clave claves klave clabe contra contras pass pin nip frase llave passwd",
  access:
    "sesion* entrar entro entra entre entraba entrado entrando ingres* acced* acceso* loguea* logue* logea* login* cuenta* desbloque* abrir abre abro conect* bota casilla casillas campo campos recuadro espacio cerro_la cierra_la saca_de",
  typed:
    "escrib* escrito puse pongo pone ponen puso poner ponia pon pones puesto meto meti metia metiendo mete meter metido introdu* introduj* tecle* digit* probe probado probando prueb* intente intento intentado intentando use usando usaba usar utiliz* cambi* cree creado configur* defini elegi registr* marco marque escogi copie copiado pegue pegado actualic* metido digitado digitando entro_con entraba_con",
  refused:
    "incorrect* invalid* erron* rechaz* equivocad* acepta* reconoce* coincide* debil mayuscul* minuscul*",
  code: "codigo* codig* codijo* kodigo* cod otp 2fa digitos cifras numeritos numerito verificacion clave_dinamica dos_pasos un_solo_uso",
  channel:
    "sms mensaj* msj correo* mail* email* autenticador* authenticator google whatsapp wasap wsp telegram celular movil telefono* llamada* verificacion banco",
  come: "mande manda copie copio leyo lee pidio piden llego llega llegan llegaron llegado llegue recib* mando mandan mandaron mandado mandas enviaron envio envian enviado dice dicen decia dijo sale salio saliendo aparec* muestra* venci* vence caduc* expir* verific* confirm* valida* dict* ahi_va aqui_esta aqui_va toma ten paso pasaron compart* operacion autoriz* retir* respuesta pide piden tecleo lleg* da dio di marca indica me_entro cayo",
  mine: "mi mis mia mio yo me nuestra nuestro",
  label:
    "punto_clave nivel_clave pedido* orden ordenes ticket* usuario* uid id reclamo* reclamacion expediente* folio* factura* version* compilacion build lada cp postal dni nie cedula pasaporte cuit cuil rfc curp bloque hash tx txid habitacion vuelo error* saldo monto importe extension sucursal modelo serie pagina linea puerto promo* cupon* descuento invitacion referido* soporte_n caso solicitud apodo alias nick nombre llamado llama piso calle",
};
