// Identifiers of Chinese enterprises and people: what a clerk types, checked by the rules of its standard.
//
// Every check takes any bytes of any length, normalises first (full-width to half-width, invisible characters out,
// spaces and hyphens out of codes and numbers, upper case where the standard has it), and answers with the normalised
// value and what is wrong with it. Bytes that are no UTF-8 give text.encoding and an empty value. An empty or blank
// input is no error here: whether something must be filled in is the form's business. A division (行政区划) that no
// list knows is never an error: lists lag behind, and abolished divisions live on in codes.
//
// Masking: `masked` is what others than the owner may be shown. Codes of enterprises are public and shown whole; so are
// postcodes. Numbers of 18 and 15 characters on documents of identity keep the first 3 and the last 4, other documents
// the first 2 and the last 2, mobile numbers 3 and 4, landlines the area code and the last 4. Names keep the first
// character, e-mail addresses the first and the domain.
#pragma once

#include "core/error.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ekey::identifier {

/// Outside facts that a check may compare with. Empty: not known, and that comparison is left out.
struct Facts {
    std::string_view on = {};   ///< the day of the check, YYYY-MM-DD; what is no such day counts as not known
    std::string_view uscc = {}; ///< the enterprise's 统一社会信用代码
};

/// One thing that an identifier says, such as {"birthDate", "1949-12-31"}. Names have static storage.
struct Part {
    std::string_view name;
    std::string value;

    friend bool operator==(const Part&, const Part&) = default;
};

struct Checked {
    std::string normalized = {};                ///< what should be stored when `errors` does not block
    Errors errors = {};                         ///< pointer is empty: the caller knows where the value stood
    std::optional<std::string> suggestion = {}; ///< what was probably meant; only where it passes the whole check
    std::string masked = {};                    ///< how it may be shown to others; empty where `errors` blocks
    std::vector<Part> parts = {};               ///< empty where `errors` blocks

    friend bool operator==(const Checked&, const Checked&) = default;
};

using Check = Checked (*)(std::string_view text, const Facts& facts);

/// The check that a form names; nullptr for any word that is not one of names().
Check find(std::string_view name);
std::span<const std::string_view> names();

// ---- enterprises ----

/// 统一社会信用代码, GB 32100-2015 with amendment 1 (2016), and the organisation code in it, GB 11714-1997.
/// Parts: department, category (one character each), division (6 digits), organisationCode (9).
/// Codes: uscc.length {found}, uscc.letter {position, letter}, uscc.department {found}, uscc.check_digit,
/// uscc.organisation_check_digit, uscc.resident_id, uscc.legacy_check_digit (warning: early Fujian codes).
Checked uscc(std::string_view text, const Facts& facts = {});

/// 组织机构代码, GB 11714-1997: 8 characters and a check character, stored without the hyphen. Suggests the one inside
/// a USCC. Codes: organisation_code.length {found}, organisation_code.letter {position, letter},
/// organisation_code.check_digit, organisation_code.zeros.
Checked organisationCode(std::string_view text, const Facts& facts = {});

/// 进出口企业代码, WM 1-1999: 13 characters. Parts: division (4), organisationCode (9).
/// Codes: trade_code.length {found}, trade_code.letter {position, letter}, trade_code.check_digit, trade_code.zeros,
/// trade_code.uscc {found, expected} (warning: another organisation code than in facts.uscc).
Checked tradeCode(std::string_view text, const Facts& facts = {});

/// 海关注册编码, 10 characters without a check digit. Parts: division (4), zone (1), enterpriseKind (1).
/// Codes: customs_code.length {found}, customs_code.letter {position, letter}.
Checked customsCode(std::string_view text, const Facts& facts = {});

// ---- documents of people ----

/// 居民身份证: 公民身份号码, GB 11643-1999. Parts: division (6), birthDate (YYYY-MM-DD), sex ("male", "female"), and
/// with facts.on age (in whole years, counted up on the birthday). Suggests the 18 digits that belong to 15, and digits
/// for letters. Codes: resident_id.length {found}, resident_id.fifteen, resident_id.letter {position, letter},
/// resident_id.birth_date {found}, resident_id.birth_future {found, on}, resident_id.check_digit,
/// resident_id.permanent, resident_id.uscc, resident_id.residence_permit (warning: a number of 港澳台居民居住证).
Checked residentId(std::string_view text, const Facts& facts = {});

/// 港澳台居民居住证: 公民身份号码 that begins with 810000, 820000 or 830000. Parts and codes as residentId, and
/// residence_permit.division {found}.
Checked hkMoTwResidencePermit(std::string_view text, const Facts& facts = {});

/// 外国人永久居留身份证. Since 2023 (GA 2102-2023) 18 characters: 9, two digits of the province, three of the
/// nationality (ISO 3166-1 numeric), birth date, sequence, check character as in GB 11643. Before: three letters (ISO
/// 3166-1 alpha-3) and 12 digits with the birth date as YYMMDD at the 8th character; how its last digit is computed is
/// not public and so not checked. Parts: nationality; of the 18 also division (2), birthDate, and with facts.on age.
/// Codes: permanent_id.length {found}, permanent_id.form, resident_id.letter, resident_id.birth_date,
/// resident_id.birth_future, resident_id.check_digit.
Checked permanentResidentId(std::string_view text, const Facts& facts = {});

/// 护照 of any state: 5 to 17 letters and digits, at least one digit.
/// Codes: passport.length {found, least, limit}, passport.letter {position, letter}, passport.digits.
Checked passport(std::string_view text, const Facts& facts = {});

/// 港澳居民来往内地通行证: H or M, a digit (a letter for holders who are not Chinese citizens), 7 digits, and the two
/// of the card's issue if they are given. Parts: region ("H", "M"), issue if given. Code: hk_mo_permit.form.
Checked hkMoTravelPermit(std::string_view text, const Facts& facts = {});

/// 台湾居民来往大陆通行证: 8 digits, or the 10 of the older booklet with or without its letter in brackets.
/// Code: tw_permit.form.
Checked twTravelPermit(std::string_view text, const Facts& facts = {});

/// 姓名: Chinese (all of Unicode's ideographs) or Latin. Codes: name.length {limit}, name.character {character}.
Checked personName(std::string_view text, const Facts& facts = {});

// ---- how to reach them ----

/// 手机号码 of mainland China, without +86. Codes: mobile.length {found}, mobile.digits, mobile.prefix.
Checked mobile(std::string_view text, const Facts& facts = {});

/// 固定电话 of mainland China, stored as 010-58103599 or 010-58103599-123. Parts: areaCode, number, extension if given.
/// Codes: landline.characters, landline.area, landline.length {found}, landline.extension {limit}, landline.mobile.
Checked landline(std::string_view text, const Facts& facts = {});

/// 邮政编码: 6 digits, the first two not both zero. Codes: postcode.digits, postcode.length {found}, postcode.prefix.
Checked postcode(std::string_view text, const Facts& facts = {});

/// 电子邮箱: RFC 5321's limits, dot-atom local part. An internationalised domain stays as it was typed, in lower case;
/// its form for mail servers (RFC 3492), in which the limits are counted, is the part asciiDomain. Other parts: domain.
/// Codes: email.at, email.local, email.domain, email.length {found, limit}.
Checked email(std::string_view text, const Facts& facts = {});

// ---- 登录名, by the kind of licence ----

/// 非机电许可证: the registration e-mail, or the 统一平台 name CODE-NAME with the 13-digit trade code.
/// 机电许可证: the account of the old system: letters, digits and . _ - , case kept.
/// 二手车出口: e-mail or any 统一平台 account.
/// Parts: of an address those of email; of CODE-NAME tradeCode and account; else account.
/// Codes: those of email for what has an @; login_name.general, login_name.email, login_name.character {character},
/// login_name.length {limit}, login_name.trade_code.
Checked loginNameGeneral(std::string_view text, const Facts& facts = {});
Checked loginNameMechanical(std::string_view text, const Facts& facts = {});
Checked loginNameUsedVehicle(std::string_view text, const Facts& facts = {});

} // namespace ekey::identifier
