/**
 * How services write their tokens. Prefixes and lengths are those that the services publish, or that secret scanning
 * partners register with GitHub; lengths are taken a little wider, since they change without notice.
 */
const word = "[A-Za-z0-9_-]";

export const cloudShapes: readonly string[] = [
  // Amazon, Alibaba, Tencent
  "(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])",
  "LTAI[A-Za-z0-9]{12,26}(?![A-Za-z0-9])",
  "AKID[A-Za-z0-9]{28,36}(?![A-Za-z0-9])",
  // Google
  `AIza${word}{33,37}`,
  `ya29\\.[A-Za-z0-9_.-]{20,}`,
  `GOCSPX-${word}{24,32}`,
  `1//0${word}{30,}`,
  // GitHub, GitLab and other forges
  "gh[pousr]_[A-Za-z0-9]{30,255}",
  "github_pat_[A-Za-z0-9_]{36,255}",
  `gl(?:pat|dt|rt|cbt|ptt|ft|soat|agent)-${word}{18,64}`,
  "ATATT3[A-Za-z0-9_=-]{30,}",
  "ATBB[A-Za-z0-9]{24,40}",
  // Chat
  "xox[abeoprs]-[A-Za-z0-9-]{10,250}",
  "xapp-\\d-[A-Za-z0-9-]{20,200}",
  `(?:bot)?\\d{8,10}:A[A-Za-z0-9_-]{30,38}(?!${word})`,
  `[MNO][A-Za-z0-9_-]{22,28}\\.[A-Za-z0-9_-]{6}\\.[A-Za-z0-9_-]{25,45}`,
  `mfa\\.${word}{60,100}`,
  "EAA[A-Za-z0-9]{100,400}",
  // Payment
  "(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{16,250}",
  "whsec_[A-Za-z0-9+/]{24,64}",
  "rzp_(?:live|test)_[A-Za-z0-9]{14,24}",
  `sq0(?:atp|csp)-${word}{22,43}`,
  "shp(?:at|ca|pa|ss|ua)_[A-Fa-f0-9]{32}",
  // Models
  `sk-(?:ant|proj|svcacct|admin|or|None|live|test)-${word}{20,250}`,
  "sk-(?=[A-Za-z]{0,40}\\d)[A-Za-z0-9]{20,64}(?![A-Za-z0-9])",
  "hf_[A-Za-z0-9]{30,50}",
  "gsk_[A-Za-z0-9]{40,64}",
  "xai-[A-Za-z0-9]{60,100}",
  "pplx-[A-Za-z0-9]{32,64}",
  "r8_[A-Za-z0-9]{32,40}",
  // Mail and telephony
  "SG\\.[A-Za-z0-9_-]{16,32}\\.[A-Za-z0-9_-]{30,64}",
  "key-[0-9a-f]{32}(?![0-9a-f])",
  "[0-9a-f]{32}-us\\d{1,2}(?!\\d)",
  "xkeysib-[0-9a-f]{64}-[A-Za-z0-9]{16}",
  "SK[0-9a-f]{32}(?![0-9a-f])",
  // Registries
  "npm_[A-Za-z0-9]{32,48}",
  `pypi-A${word}{40,250}`,
  "rubygems_[0-9a-f]{48}",
  `dckr_pat_${word}{20,40}`,
  // Clouds and operations
  "do[opr]_v1_[0-9a-f]{48,64}",
  "hv[sbr]\\.[A-Za-z0-9_-]{24,200}",
  "dapi[0-9a-f]{32}(?:-\\d)?",
  "glsa_[A-Za-z0-9]{32}_[0-9a-f]{8}",
  "glc_[A-Za-z0-9+/=]{32,200}",
  "sntry[su]_[A-Za-z0-9+/=_-]{40,250}",
  "sbp_[0-9a-f]{40}",
  `pscale_(?:tkn|pw|oauth)_${word}{32,64}`,
  "tskey-[a-z]{2,8}-[A-Za-z0-9-]{16,64}",
  "dp\\.(?:pt|st|ct|sa)\\.[A-Za-z0-9._-]{40,60}",
  "PMAK-[0-9a-f]{24}-[0-9a-f]{34}",
  "NRAK-[A-Z0-9]{27}",
  "lin_api_[A-Za-z0-9]{32,48}",
  "(?:secret|ntn)_[A-Za-z0-9]{40,50}",
  "nfp_[A-Za-z0-9]{36,40}",
  "fig[du]_[A-Za-z0-9_-]{36,60}",
  "pat[A-Za-z0-9]{14}\\.[0-9a-f]{64}",
  "[A-Za-z0-9]{14}\\.atlasv1\\.[A-Za-z0-9_-]{60,70}",
  "sk\\.eyJ[A-Za-z0-9_-]{20,200}\\.[A-Za-z0-9_-]{16,40}",
  "y[0-3]_[A-Za-z0-9_-]{50,70}",
  "vk1\\.a\\.[A-Za-z0-9_-]{60,250}",
  "AAAA[A-Za-z0-9_-]{7}:APA91b[A-Za-z0-9_-]{100,180}",
  "v[1-4]\\.(?:local|public)\\.[A-Za-z0-9_-]{24,400}",
  "A{16,24}(?=[A-Za-z0-9]{0,90}%)[A-Za-z0-9%]{60,120}",
  "AGE-SECRET-KEY-1[02-9AC-HJ-NP-Z]{58}",
];

/** Keys that stand in the address of a service. */
export const addressShapes: readonly string[] = [
  "hooks\\.slack\\.com/(?:services|workflows)/[A-Za-z0-9/_-]{24,100}",
  "discord(?:app)?\\.com/api/(?:v\\d+/)?webhooks/\\d{15,20}/[A-Za-z0-9_-]{40,100}",
  "[a-z0-9-]{1,40}\\.infura\\.io/(?:ws/)?v3/[0-9a-fA-F]{32}",
  "[a-z0-9-]{1,40}\\.alchemy(?:api)?\\.(?:com|io)/(?:nft/)?v\\d/[A-Za-z0-9_-]{20,64}",
  "[a-z0-9-]{1,60}\\.quiknode\\.pro/[0-9a-f]{32,64}",
  "(?:AccountKey|SharedAccessKey|SharedSecret)=[A-Za-z0-9+/]{40,100}={0,2}",
  "[?&](?:sig|X-Amz-Signature)=[A-Za-z0-9%+/_-]{40,100}",
];
