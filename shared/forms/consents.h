// Consents: what somebody has said to each purpose for which their data may be used. A person's form keeps every answer
// as a row of a repeat (settings.consents) with the questions purpose, given (given, refused, withdrawn) and date; a
// form that may only be filled for one of the purposes names it (settings.consent_purpose). Nothing here knows which
// forms these are. (Law 91/2025/QH15: consent is given for a purpose and may be taken back at any time.)
#pragma once
#include <string>
#include <vector>

namespace nuong::forms {

class Instance;

namespace consent {
inline constexpr const char *purpose = "purpose", *given = "given", *date = "date", *withdrawn = "withdrawn";
inline constexpr const char* asked = "consent";  // in the form that is filled for a purpose: do they agree?
}  // namespace consent

struct Consent {
    std::string purpose, given, date;  // codes of the form; ISO

    bool is_given() const { return given == "given"; }
    bool operator==(const Consent&) const = default;
};

// The last word on each purpose, in the order of the form's rows: that of the latest day; of one day a no stands above
// a yes. Empty where the form keeps no consents.
std::vector<Consent> last_consents(const Instance& person);

}  // namespace nuong::forms
