namespace Guanwei.Rules;

/// <summary>
/// The codes of all sentences. A code is never reused; each has a sentence and a remedy in every language and a row
/// in <c>docs/rules</c>.
/// </summary>
public static class ReasonCode
{
    /// <summary>The applicant is no government body or public institution.</summary>
    public const string SubjectNotOrgan = "SUBJECT_NOT_ORGAN";

    /// <summary>A mass organisation: its establishment is to be confirmed.</summary>
    public const string MassOrganisationToConfirm = "MASS_ORGANISATION_TO_CONFIRM";

    /// <summary>The agency already has as many accounts as it may.</summary>
    public const string AgencyHasAccount = "AGENCY_HAS_ACCOUNT";

    /// <summary>The agency's name is missing.</summary>
    public const string AgencyNameMissing = "AGENCY_NAME_MISSING";

    /// <summary>The region code is not one.</summary>
    public const string RegionCodeInvalid = "REGION_CODE_INVALID";

    /// <summary>The table of regions lacks the code.</summary>
    public const string RegionCodeUnknown = "REGION_CODE_UNKNOWN";

    /// <summary>The credit code is missing.</summary>
    public const string CreditCodeMissing = "CREDIT_CODE_MISSING";

    /// <summary>The credit code does not have 18 characters.</summary>
    public const string CreditCodeLength = "CREDIT_CODE_LENGTH";

    /// <summary>The credit code has a character that does not occur in one.</summary>
    public const string CreditCodeCharacter = "CREDIT_CODE_CHARACTER";

    /// <summary>Character 17 of the credit code does not fit.</summary>
    public const string CreditCodeInnerCheck = "CREDIT_CODE_INNER_CHECK";

    /// <summary>Character 18 of the credit code does not fit.</summary>
    public const string CreditCodeOuterCheck = "CREDIT_CODE_OUTER_CHECK";

    /// <summary>One character of the credit code is wrong, and it can be told which and what it should be.</summary>
    public const string CreditCodeLikely = "CREDIT_CODE_LIKELY";

    /// <summary>Two neighbouring characters of the credit code have changed places.</summary>
    public const string CreditCodeSwapped = "CREDIT_CODE_SWAPPED";

    /// <summary>The credit code belongs to another kind of body than stated.</summary>
    public const string CreditCodeOtherKind = "CREDIT_CODE_OTHER_KIND";

    /// <summary>How long the review takes.</summary>
    public const string ReviewPeriod = "REVIEW_PERIOD";

    /// <summary>How long a return for correction leaves.</summary>
    public const string CorrectionPeriod = "CORRECTION_PERIOD";

    /// <summary>When whoever must act is reminded.</summary>
    public const string DeadlineWarning = "DEADLINE_WARNING";

    /// <summary>What the account may use.</summary>
    public const string PermissionScope = "PERMISSION_SCOPE";

    /// <summary>Something about the account's purpose is missing.</summary>
    public const string PurposeIncomplete = "PURPOSE_INCOMPLETE";

    /// <summary>How many broadcasts the account may send.</summary>
    public const string BroadcastQuota = "BROADCAST_QUOTA";

    /// <summary>How large its menu may be.</summary>
    public const string MenuLimit = "MENU_LIMIT";

    /// <summary>Whether it may take payments.</summary>
    public const string PaymentLimit = "PAYMENT_LIMIT";

    /// <summary>How many advanced interfaces it has.</summary>
    public const string InterfaceLimit = "INTERFACE_LIMIT";

    /// <summary>There is no name.</summary>
    public const string NameMissing = "NAME_MISSING";

    /// <summary>The name is too short.</summary>
    public const string TooShort = "TOO_SHORT";

    /// <summary>The name is too long.</summary>
    public const string TooLong = "TOO_LONG";

    /// <summary>The name has white space.</summary>
    public const string CharSpace = "CHAR_SPACE";

    /// <summary>The name has characters other than Han, Latin letters and digits.</summary>
    public const string CharSymbol = "CHAR_SYMBOL";

    /// <summary>The name has characters nobody sees.</summary>
    public const string CharInvisible = "CHAR_INVISIBLE";

    /// <summary>The name has a word kept for central organs.</summary>
    public const string ProtectedWord = "PROTECTED_WORD";

    /// <summary>The name has a word of the platform.</summary>
    public const string TrademarkPlatform = "TRADEMARK_PLATFORM";

    /// <summary>The name ends in a word of the platform.</summary>
    public const string PlatformSuffix = "PLATFORM_SUFFIX";

    /// <summary>The name is taken.</summary>
    public const string Duplicate = "DUPLICATE";

    /// <summary>The name has a letter of another script.</summary>
    public const string CharMixedScript = "CHAR_MIXED_SCRIPT";

    /// <summary>The name has a Han character that is taken for a symbol or a letter.</summary>
    public const string CharLookalike = "CHAR_LOOKALIKE";

    /// <summary>The name has only digits.</summary>
    public const string DigitsOnly = "DIGITS_ONLY";

    /// <summary>The name has no Han character.</summary>
    public const string NoChinese = "NO_CHINESE";

    /// <summary>The name has the name of a central organ.</summary>
    public const string ImpersonatesCentralOrgan = "IMPERSONATES_CENTRAL_ORGAN";

    /// <summary>The name names another region or department.</summary>
    public const string SubjectMismatch = "SUBJECT_MISMATCH";

    /// <summary>The name claims more than the agency stands for.</summary>
    public const string RegionOverreach = "REGION_OVERREACH";

    /// <summary>One's own region stands twice.</summary>
    public const string RegionRepeated = "REGION_REPEATED";

    /// <summary>The parts stand in another order.</summary>
    public const string RegionOrder = "REGION_ORDER";

    /// <summary>No region is named.</summary>
    public const string NoRegion = "NO_REGION";

    /// <summary>No department is named.</summary>
    public const string NoDeptStem = "NO_DEPT_STEM";

    /// <summary>A brand name instead of region and department.</summary>
    public const string Brand = "BRAND";

    /// <summary>There is more than region, department and nature.</summary>
    public const string ExtraWords = "EXTRA_WORDS";

    /// <summary>A vertical agency does not show where it belongs.</summary>
    public const string NoSubordination = "NO_SUBORDINATION";

    /// <summary>The name is a person's.</summary>
    public const string Personal = "PERSONAL";

    /// <summary>The name has an official's title.</summary>
    public const string LeaderTitle = "LEADER_TITLE";

    /// <summary>The name has a military word.</summary>
    public const string MilitaryTerm = "MILITARY_TERM";

    /// <summary>The name has a flag, an emblem or the anthem.</summary>
    public const string ProtectedEmblem = "PROTECTED_EMBLEM";

    /// <summary>The name offends against sovereignty.</summary>
    public const string Sovereignty = "SOVEREIGNTY";

    /// <summary>The name has an indecent word.</summary>
    public const string Indecent = "INDECENT";

    /// <summary>The name has an absolute term.</summary>
    public const string AbsoluteTerm = "ABSOLUTE_TERM";

    /// <summary>The name is that of a unit inside the agency.</summary>
    public const string InternalUnit = "INTERNAL_UNIT";

    /// <summary>The name is that of a campaign.</summary>
    public const string CampaignName = "CAMPAIGN_NAME";

    /// <summary>The name is of a matter whose day is over.</summary>
    public const string ExpiredMatter = "EXPIRED_MATTER";

    /// <summary>The name would be taken for another's.</summary>
    public const string Confusable = "CONFUSABLE";

    /// <summary>The account was renamed too often this year.</summary>
    public const string RenameLimit = "RENAME_LIMIT";

    /// <summary>A renaming needs certification again.</summary>
    public const string RenameCertification = "RENAME_CERTIFICATION";

    /// <summary>How long the old name is kept.</summary>
    public const string RenameKept = "RENAME_KEPT";

    /// <summary>A required document is missing.</summary>
    public const string DocumentMissing = "DOCUMENT_MISSING";

    /// <summary>A document that is useful to have is missing.</summary>
    public const string DocumentAdvised = "DOCUMENT_ADVISED";

    /// <summary>The file is empty.</summary>
    public const string DocumentEmpty = "DOCUMENT_EMPTY";

    /// <summary>The file is too large.</summary>
    public const string DocumentTooLarge = "DOCUMENT_TOO_LARGE";

    /// <summary>The file is of a kind not accepted.</summary>
    public const string DocumentKind = "DOCUMENT_KIND";

    /// <summary>The file is encrypted.</summary>
    public const string DocumentEncrypted = "DOCUMENT_ENCRYPTED";

    /// <summary>The file cannot be read.</summary>
    public const string DocumentUnreadable = "DOCUMENT_UNREADABLE";

    /// <summary>The same file was given for two documents.</summary>
    public const string DocumentRepeated = "DOCUMENT_REPEATED";

    /// <summary>Both sides of the identity card are the same file.</summary>
    public const string IdSidesSame = "ID_SIDES_SAME";

    /// <summary>One side of the identity card has several pages.</summary>
    public const string IdSidePages = "ID_SIDE_PAGES";

    /// <summary>A super administrator is missing.</summary>
    public const string SuperMissing = "SUPER_MISSING";

    /// <summary>A super administrator is not on the establishment.</summary>
    public const string SuperNotOnEstablishment = "SUPER_NOT_ON_ESTABLISHMENT";

    /// <summary>A and B are the same person.</summary>
    public const string SupersSamePerson = "SUPERS_SAME_PERSON";

    /// <summary>A work e-mail address is missing.</summary>
    public const string EmailMissing = "EMAIL_MISSING";

    /// <summary>A work e-mail address was not verified.</summary>
    public const string EmailNotVerified = "EMAIL_NOT_VERIFIED";

    /// <summary>An e-mail address is of a public provider.</summary>
    public const string EmailPublicDomain = "EMAIL_PUBLIC_DOMAIN";

    /// <summary>The operator is missing.</summary>
    public const string OperatorMissing = "OPERATOR_MISSING";

    /// <summary>The operator is also a super administrator.</summary>
    public const string OperatorIsSuper = "OPERATOR_IS_SUPER";

    /// <summary>The role does not have this right.</summary>
    public const string RoleForbids = "ROLE_FORBIDS";

    /// <summary>The subject's data do not match.</summary>
    public const string CertificationSubjectMismatch = "CERTIFICATION_SUBJECT_MISMATCH";

    /// <summary>The amount of the bank transfer was wrong.</summary>
    public const string CertificationAmountWrong = "CERTIFICATION_AMOUNT_WRONG";

    /// <summary>The legal representative's face check expired.</summary>
    public const string CertificationFaceCheckExpired = "CERTIFICATION_FACE_CHECK_EXPIRED";

    /// <summary>Certification failed for another cause.</summary>
    public const string CertificationOther = "CERTIFICATION_OTHER";

    /// <summary>What the certification costs.</summary>
    public const string CertificationFee = "CERTIFICATION_FEE";

    /// <summary>How long the certificate is valid.</summary>
    public const string CertificateValidity = "CERTIFICATE_VALIDITY";

    /// <summary>When one is reminded of the annual review.</summary>
    public const string CertificateReminder = "CERTIFICATE_REMINDER";

    /// <summary>How long the bank check takes.</summary>
    public const string BankCheckPeriod = "BANK_CHECK_PERIOD";

    /// <summary>The password is too short.</summary>
    public const string PasswordTooShort = "PASSWORD_TOO_SHORT";

    /// <summary>The password has too few kinds of characters.</summary>
    public const string PasswordTooPlain = "PASSWORD_TOO_PLAIN";

    /// <summary>Sign-in is locked after failed attempts.</summary>
    public const string SignInLocked = "SIGN_IN_LOCKED";

    /// <summary>The session ended for want of activity.</summary>
    public const string SessionIdle = "SESSION_IDLE";

    /// <summary>The session reached its longest time.</summary>
    public const string SessionOver = "SESSION_OVER";

    /// <summary>The invitation has expired.</summary>
    public const string InvitationExpired = "INVITATION_EXPIRED";

    /// <summary>The first sign-in link has expired.</summary>
    public const string InitLinkExpired = "INIT_LINK_EXPIRED";

    /// <summary>How long logs are kept.</summary>
    public const string LogRetention = "LOG_RETENTION";

    /// <summary>A line of a holiday notice has dates but names no holiday.</summary>
    public const string HolidayUnnamed = "HOLIDAY_UNNAMED";

    /// <summary>
    /// A holiday notice names a day that does not exist, lies in another year, or ends a range before it begins.
    /// </summary>
    public const string HolidayNoDay = "HOLIDAY_NO_DAY";

    /// <summary>The day of the week in a holiday notice is not that of the date.</summary>
    public const string HolidayWeekday = "HOLIDAY_WEEKDAY";

    /// <summary>A holiday notice says another number of days than it lists.</summary>
    public const string HolidayCount = "HOLIDAY_COUNT";

    /// <summary>A holiday notice leaves out a statutory holiday.</summary>
    public const string HolidayMissing = "HOLIDAY_MISSING";

    /// <summary>A day moved to work is no weekend day, or is off as well.</summary>
    public const string HolidayWorkdayWrong = "HOLIDAY_WORKDAY_WRONG";

    /// <summary>Agencies of this level do not, as a rule, open an account of their own here.</summary>
    public const string AccountDiscouraged = "ACCOUNT_DISCOURAGED";

    /// <summary>Who may apply directly, and who with a letter.</summary>
    public const string AccountDirect = "ACCOUNT_DIRECT";

    /// <summary>Who opens accounts as needed.</summary>
    public const string AccountAsNeeded = "ACCOUNT_AS_NEEDED";

    /// <summary>Who must open an account.</summary>
    public const string DutyToOpen = "DUTY_TO_OPEN";

    /// <summary>The applicant is a unit inside an agency.</summary>
    public const string AgencyInternalUnit = "AGENCY_INTERNAL_UNIT";

    /// <summary>The account is for a campaign or a short-lived matter.</summary>
    public const string AccountForCampaign = "ACCOUNT_FOR_CAMPAIGN";

    /// <summary>It is not said when the short-lived matter ends.</summary>
    public const string CampaignEndMissing = "CAMPAIGN_END_MISSING";

    /// <summary>The letter of the special procedure has no number.</summary>
    public const string LetterNumberMissing = "LETTER_NUMBER_MISSING";

    /// <summary>The letter of the special procedure has no date.</summary>
    public const string LetterDateMissing = "LETTER_DATE_MISSING";

    /// <summary>The letter is dated after today.</summary>
    public const string LetterDateAhead = "LETTER_DATE_AHEAD";

    /// <summary>Whose clock a review runs by.</summary>
    public const string ReviewClock = "REVIEW_CLOCK";

    /// <summary>No time is promised for the review.</summary>
    public const string ReviewNoClock = "REVIEW_NO_CLOCK";

    /// <summary>Who must stamp a document.</summary>
    public const string DocumentSeal = "DOCUMENT_SEAL";

    /// <summary>A seal cannot be made out.</summary>
    public const string SealUnclear = "SEAL_UNCLEAR";

    /// <summary>A seal is missing.</summary>
    public const string SealMissing = "SEAL_MISSING";

    /// <summary>The seal is somebody else’s.</summary>
    public const string SealOtherBody = "SEAL_OTHER_BODY";

    /// <summary>What the establishment office’s e-certificate replaces.</summary>
    public const string DocumentReplaced = "DOCUMENT_REPLACED";

    /// <summary>A menu entry is too long.</summary>
    public const string MenuBytes = "MENU_BYTES";

    /// <summary>How broadcasts are counted.</summary>
    public const string BroadcastCounted = "BROADCAST_COUNTED";

    /// <summary>Too many calls in a minute.</summary>
    public const string ApiRate = "API_RATE";

    /// <summary>A broadcast by interface waits for the administrator.</summary>
    public const string ApiConfirm = "API_CONFIRM";

    /// <summary>The account type does not have a capability.</summary>
    public const string CapabilityWithheld = "CAPABILITY_WITHHELD";

    /// <summary>The level’s scope of permissions does not contain a capability.</summary>
    public const string LevelWithholds = "LEVEL_WITHHOLDS";

    /// <summary>Nothing was chosen.</summary>
    public const string NoWish = "NO_WISH";

    /// <summary>Which type is advised.</summary>
    public const string AdviceType = "ADVICE_TYPE";

    /// <summary>A wish is met.</summary>
    public const string WishMet = "WISH_MET";

    /// <summary>A wish is not met by a type.</summary>
    public const string WishNotMet = "WISH_NOT_MET";

    /// <summary>No type meets a wish for this agency.</summary>
    public const string WishUnmet = "WISH_UNMET";

    /// <summary>Two wishes cannot be met by one account.</summary>
    public const string WishesApart = "WISHES_APART";

    /// <summary>Two accounts are advised.</summary>
    public const string MatrixAdvised = "MATRIX_ADVISED";

    /// <summary>Only one account is allowed.</summary>
    public const string OneAccount = "ONE_ACCOUNT";

    /// <summary>The qualification passed, the name failed.</summary>
    public const string CertificationNameFailed = "CERTIFICATION_NAME_FAILED";

    /// <summary>The subject is not independent.</summary>
    public const string CertificationNotIndependent = "CERTIFICATION_NOT_INDEPENDENT";

    /// <summary>The bank account cannot receive the transfer.</summary>
    public const string CertificationBankAccount = "CERTIFICATION_BANK_ACCOUNT";

    /// <summary>A document has expired.</summary>
    public const string CertificationMaterialsExpired = "CERTIFICATION_MATERIALS_EXPIRED";

    /// <summary>A document is missing.</summary>
    public const string CertificationMaterialsMissing = "CERTIFICATION_MATERIALS_MISSING";

    /// <summary>The time for correction has passed.</summary>
    public const string CertificationWindowPassed = "CERTIFICATION_WINDOW_PASSED";

    /// <summary>The stages of a certification.</summary>
    public const string CertificationStages = "CERTIFICATION_STAGES";

    /// <summary>How the face check of the legal representative goes.</summary>
    public const string FaceCheckRate = "FACE_CHECK_RATE";

    /// <summary>How long the face check may take.</summary>
    public const string FaceCheckPeriod = "FACE_CHECK_PERIOD";

    /// <summary>How long the platform reviews a name.</summary>
    public const string NameReviewPeriod = "NAME_REVIEW_PERIOD";

    /// <summary>How long one may correct after a failure.</summary>
    public const string RetryPeriod = "RETRY_PERIOD";

    /// <summary>The cause of the failure concerns the form: it is corrected and reviewed before a retry.</summary>
    public const string CertificationFormFirst = "CERTIFICATION_FORM_FIRST";

    /// <summary>The cause of the failure does not concern the form: what was approved stands.</summary>
    public const string CertificationFormStands = "CERTIFICATION_FORM_STANDS";

    /// <summary>The cause of the failure allows no retry of the same certification.</summary>
    public const string CertificationNoRetry = "CERTIFICATION_NO_RETRY";

    /// <summary>The retries of this certification are used up.</summary>
    public const string CertificationRetriesUsed = "CERTIFICATION_RETRIES_USED";

    /// <summary>How long a handover may take.</summary>
    public const string HandoverPeriod = "HANDOVER_PERIOD";

    /// <summary>No fee is due.</summary>
    public const string FeeExempt = "FEE_EXEMPT";

    /// <summary>A claim for a waiver awaits a person’s decision.</summary>
    public const string WaiverToDecide = "WAIVER_TO_DECIDE";

    /// <summary>A claim for a waiver has no proof.</summary>
    public const string WaiverDocumentMissing = "WAIVER_DOCUMENT_MISSING";

    /// <summary>The county is not on the list.</summary>
    public const string WaiverNotListed = "WAIVER_NOT_LISTED";

    /// <summary>The waiver was granted.</summary>
    public const string WaiverGranted = "WAIVER_GRANTED";

    /// <summary>The waiver was refused.</summary>
    public const string WaiverRefused = "WAIVER_REFUSED";

    /// <summary>No rule knows a waiver of the fee.</summary>
    public const string WaiverNotProvided = "WAIVER_NOT_PROVIDED";

    /// <summary>Sign-in devices are checked regularly.</summary>
    public const string DeviceCheck = "DEVICE_CHECK";

    /// <summary>A sign-in from a new place.</summary>
    public const string RemoteSignIn = "REMOTE_SIGN_IN";

    /// <summary>Too many articles in one push.</summary>
    public const string PushArticles = "PUSH_ARTICLES";

    /// <summary>How long articles are kept.</summary>
    public const string ArticleRetention = "ARTICLE_RETENTION";

    /// <summary>How many reviews an article needs.</summary>
    public const string ReviewLevels = "REVIEW_LEVELS";

    /// <summary>How often a text is proofread before it is published.</summary>
    public const string Proofreads = "PROOFREADS";

    /// <summary>Nothing is published unreviewed.</summary>
    public const string ReviewFirst = "REVIEW_FIRST";

    /// <summary>The gates a review keeps.</summary>
    public const string ReviewGates = "REVIEW_GATES";

    /// <summary>A major policy needs a legality review.</summary>
    public const string LegalReview = "LEGAL_REVIEW";

    /// <summary>A confidentiality review is missing.</summary>
    public const string SecrecyReview = "SECRECY_REVIEW";

    /// <summary>A repost changed its title.</summary>
    public const string RepostTitle = "REPOST_TITLE";

    /// <summary>A repost lacks its marks.</summary>
    public const string RepostMarks = "REPOST_MARKS";

    /// <summary>Figures lack their calibre.</summary>
    public const string StatisticsCalibre = "STATISTICS_CALIBRE";

    /// <summary>The lexicon’s categories.</summary>
    public const string LexiconCategories = "LEXICON_CATEGORIES";

    /// <summary>Automatic detection together with human review.</summary>
    public const string SemanticCheck = "SEMANTIC_CHECK";

    /// <summary>How soon an emergency is answered.</summary>
    public const string EmergencyResponse = "EMERGENCY_RESPONSE";

    /// <summary>When a press conference is held after an emergency.</summary>
    public const string PressConference = "PRESS_CONFERENCE";

    /// <summary>When other public opinion is answered.</summary>
    public const string OpinionResponse = "OPINION_RESPONSE";

    /// <summary>How soon a complaint is answered.</summary>
    public const string ComplaintResponse = "COMPLAINT_RESPONSE";

    /// <summary>A vote needs filing.</summary>
    public const string VoteFiling = "VOTE_FILING";

    /// <summary>A bot needs a way to a person.</summary>
    public const string HumanAgent = "HUMAN_AGENT";

    /// <summary>Online services are linked to the provincial platform.</summary>
    public const string ProvincialPlatform = "PROVINCIAL_PLATFORM";

    /// <summary>Components for government accounts.</summary>
    public const string SpecialComponents = "SPECIAL_COMPONENTS";

    /// <summary>The fast track for venue codes.</summary>
    public const string VenueCodeReview = "VENUE_CODE_REVIEW";

    /// <summary>The fast track for venue codes is over.</summary>
    public const string VenueCodeEnded = "VENUE_CODE_ENDED";

    /// <summary>Figures of use that the guide reports.</summary>
    public const string UsageSeen = "USAGE_SEEN";

    /// <summary>Too few articles.</summary>
    public const string UpdateCount = "UPDATE_COUNT";

    /// <summary>No update for too long.</summary>
    public const string UpdateGap = "UPDATE_GAP";

    /// <summary>A practice is forbidden.</summary>
    public const string ForbiddenPractice = "FORBIDDEN_PRACTICE";

    /// <summary>A feature is forbidden.</summary>
    public const string ForbiddenFeature = "FORBIDDEN_FEATURE";

    /// <summary>A mechanism of running and supervision is needed.</summary>
    public const string OperatingMechanism = "OPERATING_MECHANISM";

    /// <summary>A duty of security.</summary>
    public const string SecurityDuty = "SECURITY_DUTY";

    /// <summary>A filing is due.</summary>
    public const string FilingDue = "FILING_DUE";

    /// <summary>A filing in advance.</summary>
    public const string FilingInAdvance = "FILING_IN_ADVANCE";

    /// <summary>The whole life of an account is filed.</summary>
    public const string FilingLifecycle = "FILING_LIFECYCLE";

    /// <summary>A closing needs a notice.</summary>
    public const string ClosingNotice = "CLOSING_NOTICE";

    /// <summary>Who approves an opening.</summary>
    public const string OpeningApprover = "OPENING_APPROVER";

    /// <summary>A single veto.</summary>
    public const string SingleVeto = "SINGLE_VETO";

    /// <summary>How an assessment counts.</summary>
    public const string Scoring = "SCORING";

    /// <summary>A value of an indicator.</summary>
    public const string IndicatorValue = "INDICATOR_VALUE";

    /// <summary>Services were not available enough.</summary>
    public const string AvailabilityLow = "AVAILABILITY_LOW";

    /// <summary>The families of indicators.</summary>
    public const string IndicatorSet = "INDICATOR_SET";
}
