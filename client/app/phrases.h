// Words that the session puts into view models: dates as people say them, roles, states.
#pragma once
#include <cstdint>
#include <string>

#include "client/store/role_names.h"
#include "shared/base/date.h"
#include "shared/base/local_text.h"
#include "shared/base/message.h"

namespace nuong::client {

const char* code_of(Language language);  // as forms name it: "vi", "en"
// "hôm nay 10:42", "hôm qua 16:05", "12/03/2024 08:00"; Viet Nam's time.
std::string when_text(Instant at, Instant now, Language language);
// As the published roles name it; where this device does not hold them yet, as they were when this was written.
std::string role_text(const RoleNames& published, const std::string& role, Language language);
std::string status_text(const std::string& status, Language language);
// What every record says besides its answers, by its register: "~status" is "Trạng thái phiếu".
std::string register_text(const std::string& path, Language language);
// Titles are made by the forms: "Vàng Seo Phử · 1985" is a name and what tells namesakes apart.
struct TitleParts {
    std::string name, rest;
};
TitleParts parts_of_title(const std::string& title);
std::string joined(const std::string& left, const std::string& right);  // "1985 · Võ Lao"; blank parts leave no dot
// "3 phiếu chờ gửi"
std::string count_text(std::int64_t count, const Message& one, const Message& many, Language language);
std::string size_text(std::uint64_t bytes, Language language);  // "182 kB", "1,2 MB"

}  // namespace nuong::client
