// The citizen card (căn cước công dân): what a scanner types when it reads the square code on the front,
//   012085000123|123456789|Nguyễn Văn A|01021985|Nam|Thôn 1, Xã X, Huyện Y, Tỉnh Z|15082021
// number | old 9-digit number, may be empty | name | born ddmmyyyy | Nam or Nữ | address | issued ddmmyyyy. Newer cards
// go on after that; what follows is passed over.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "shared/base/date.h"
#include "shared/base/partial_date.h"
#include "shared/base/result.h"

namespace nuong::forms {

enum class CardSex { male, female };

struct CitizenCard {
    std::string number;      // 12 digits
    std::string old_number;  // 9 digits; "" when the card has none
    std::string full_name;   // composed
    PartialDate born;        // of some people only the year is known
    CardSex sex = CardSex::male;
    std::string address;
    Date issued_on;
    std::vector<Message> doubts;  // what does not fit together; a person looks at the card

    bool operator==(const CitizenCard&) const = default;
};

// Anything else comes back as the reason why, and what to do. No reason repeats what was read.
Result<CitizenCard> read_citizen_card(std::string_view scanned);

}  // namespace nuong::forms
