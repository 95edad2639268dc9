#include "client/app/phrases.h"

#include "client/store/listing.h"
#include "shared/base/time_zone.h"

#include <array>
#include <cstdio>

namespace nuong::client {
namespace {

struct NamedWords {
    const char* code;
    Message words;
};

std::string look_up(std::span<const NamedWords> table, const std::string& code, Language language) {
    for (const NamedWords& entry : table)
        if (entry.code == code) return entry.words.in(language);
    return code;
}

}  // namespace

const char* code_of(Language language) { return language == Language::vi ? "vi" : "en"; }

std::string when_text(Instant at, Instant now, Language language) {
    const Date day = date_of(at, viet_nam_offset), today = date_of(now, viet_nam_offset);
    const std::string text = day_and_time(at), clock = text.substr(text.size() - 5);
    if (day == today) return (language == Language::vi ? "hôm nay " : "today ") + clock;
    if (day == today - std::chrono::days(1)) return (language == Language::vi ? "hôm qua " : "yesterday ") + clock;
    return text;
}

std::string role_text(const RoleNames& published, const std::string& role, Language language) {
    if (const auto named = published.find(role); named != published.end()) return named->second.in(language);
    static const std::array<NamedWords, 15> roles{{
        {"outreach_worker", {"Cán bộ tiếp cận", "Outreach worker"}},
        {"volunteer", {"Tình nguyện viên", "Volunteer"}},
        {"counselling_point", {"Điểm tư vấn", "Counselling point"}},
        {"health_worker", {"Cán bộ y tế", "Health worker"}},
        {"commune_police", {"Công an xã", "Commune police"}},
        {"commune_officer", {"Cán bộ lao động xã", "Commune officer"}},
        {"treatment_facility", {"Cơ sở cai nghiện, điều trị", "Treatment facility"}},
        {"district_staff", {"Cán bộ huyện", "District staff"}},
        {"district_health", {"Trung tâm y tế huyện", "District health centre"}},
        {"province_staff", {"Cán bộ tỉnh", "Province staff"}},
        {"inspector", {"Đội kiểm tra liên ngành 178", "Inspection team 178"}},
        {"shelter", {"Cơ sở hỗ trợ nạn nhân", "Shelter"}},
        {"mass_organisation", {"Đoàn thể, hội", "Mass organisation"}},
        {"admin", {"Quản trị hệ thống", "System administrator"}},
        {"relay", {"Máy chủ trung chuyển", "Relay server"}},
    }};
    return look_up(roles, role, language);
}

std::string status_text(const std::string& status, Language language) {
    static const std::array<NamedWords, 6> states{{
        {"draft", {"Nháp", "Draft"}},
        {"submitted", {"Đã nộp", "Submitted"}},
        {"checked", {"Đã kiểm tra", "Checked"}},
        {"returned", {"Trả lại", "Returned"}},
        {"locked", {"Đã khóa kỳ", "Period locked"}},
        {"void", {"Đã hủy", "Void"}},
    }};
    return look_up(states, status, language);
}

std::string register_text(const std::string& path, Language language) {
    static const std::array<NamedWords, 6> registers{{
        {"~status", {"Trạng thái phiếu", "State of the record"}},
        {"~reason", {"Lời nhắn", "Word to the worker"}},
        {"~area", {"Địa bàn", "Area"}},
        {"~assigned", {"Người phụ trách", "Who is responsible"}},
        {"~same_as", {"Cùng một người với", "The same person as"}},
        {"~corrects", {"Sửa cho phiếu", "Corrects"}},
    }};
    return look_up(registers, path, language);
}

TitleParts parts_of_title(const std::string& title) {
    const std::string_view name = name_in_title(title);
    if (name.size() == title.size()) return {title, ""};
    return {std::string(name), title.substr(name.size() + title_dot.size())};
}

std::string joined(const std::string& left, const std::string& right) {
    if (left.empty() || right.empty()) return left + right;
    return left + std::string(title_dot) + right;
}

std::string count_text(std::int64_t count, const Message& one, const Message& many, Language language) {
    return grouped(language, count) + " " + (count == 1 ? one : many).in(language);
}

std::string size_text(std::uint64_t bytes, Language language) {
    if (bytes < 1'000'000) return std::to_string(std::max<std::uint64_t>(1, (bytes + 500) / 1000)) + " kB";
    const std::uint64_t tenths = (bytes + 50'000) / 100'000;
    const char* const point = language == Language::vi ? "," : ".";
    return std::to_string(tenths / 10) + point + std::to_string(tenths % 10) + " MB";
}

}  // namespace nuong::client
