#include "shared/base/local_text.h"

#include <algorithm>

#include "shared/base/date.h"

namespace nuong {

std::string number_text(Language language, const std::string& plain) {
    const char thousands = language == Language::vi ? '.' : ',', point = language == Language::vi ? ',' : '.';
    const std::size_t dot = std::min(plain.find('.'), plain.size());
    const std::size_t first = plain.starts_with('-') ? 1 : 0;
    std::string text = plain.substr(0, dot);
    for (std::size_t at = text.size(); at > first + 3;) {
        at -= 3;
        text.insert(at, 1, thousands);
    }
    if (dot < plain.size()) text += point + plain.substr(dot + 1);
    return text;
}

std::string grouped(Language language, std::int64_t number) { return number_text(language, std::to_string(number)); }

std::string date_text(const std::string& iso) {
    if (!parse_date(iso)) return iso;
    return iso.substr(8, 2) + "/" + iso.substr(5, 2) + "/" + iso.substr(0, 4);
}

}  // namespace nuong
