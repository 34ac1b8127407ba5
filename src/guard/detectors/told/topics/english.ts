import type { TopicWords } from "./topic-words.ts";

export const english: TopicWords = {
  secret:
    "bibun bibeon bimilbeonho mima pasuwaado pasuwado password* passwrd* passwd* passwor* pasword* paswrd* passwrod* psswd psswrd pasward* passord passwort pwd pwds pword pswd psw pw pws passw passphrase* passcode* pass_word pass_words pass_phrase pass_code creds credential* login_details login_info login_pass secret_word secretword login_word log-in_word pasphrase* p4ss p@ss pazzword* passwerd* login_keyword login_key",
  weakSecret: "pass pin pins pincode phrase secret passkey",
  access:
    "login* logon logins logged logging log_in log_on log_into log-in signin sign_in sign-in signed_in signing_in signed_up signup register* get_in getting_in access* unlock* account* acct locked lockout kicks kicked authenticat* binance okx bybit htx huobi gmail box boxes field fields blank",
  typed:
    "typed type types typing typin entered enter enters entering tried try tries trying put putting input inputting inputted wrote write writing use used uses using set setting changed change changing made chose reset updated created picked pasted paste copied switched submitted gave giving keyed keying punch punched inserted insert login_with key_in keying_in swapped in_with on_with",
  refused:
    "work works working doesnt doesn't wrong incorrect invalid reject* denied refuse* fail* failing accept* mismatch nope weak strong case-sensitive caps",
  code: "code codes cod3 yanzhengma injeungbeonho injeung ninshou otp otps totp 2fa mfa tac vcode verification* digits digit authcode authy",
  channel:
    "call sms text texted texts txt message* msg mail* email* e-mail* e-mailed inbox authenticator authy google ga gauth whatsapp telegram phone robocall voice bank app verification*",
  come: "texted mailed emailed read said tells told read reading voice copied send_me got get getting received recieved receive receives receiving came come comes coming arrive* sent send sends sending says saying said show* reads expire* expiring forwarded popped verify* verif verification* confirm* approve* authorize* authorise* authorization share latest valid asks asking asked withdraw* read_out newest spat displays displayed displaying",
  mine: "my mine i me our im i'm ive i've we us",
  label:
    "prize* referra* identifier claim quoting ending redeem_code ref fyi order* uid id ids ticket* case version* ver build* tx txid hash block invoice bill bills ref reference room flight seat page line port error* err status dial year since model serial extension ext branch zip zipcode postcode postal area promo* coupon* voucher* referral* ref invite* invitation discount* gift* redeem memo tag amount price balance fee fees total paid username usernames user userid nick nickname handle name named called android ios iphone windows chrome galaxy firmware apt apartment street floor chapter article agent driver ssn passport bus gate swift iban account_number employee student course",
};
