#include "shared/forms/appearance.h"

#include <array>

namespace nuong::forms {
namespace {

// Those with a colon are prefixes: "ex:org.app.scan".
constexpr std::array<std::string_view, 15> unsupported{
    "ex:",    "printer:", "map",           "placement-map", "maps",    "image-map", "bearing", "ethiopian",
    "coptic", "islamic",  "bikram-sambat", "myanmar",       "persian", "buddhist",  "annotate"};

}  // namespace

bool has_appearance(std::string_view appearance, std::string_view word) {
    const bool is_prefix = word.ends_with(':');
    for (std::size_t at = appearance.find(word); at != std::string_view::npos; at = appearance.find(word, at + 1)) {
        const std::size_t end = at + word.size();
        const bool begins = at == 0 || appearance[at - 1] == ' ';
        const bool ends = is_prefix || end == appearance.size() || appearance[end] == ' ';
        if (begins && ends) return true;
    }
    return false;
}

std::string_view unsupported_appearance(std::string_view appearance) {
    for (const std::string_view word : unsupported)
        if (has_appearance(appearance, word)) return word;
    return "";
}

Message unsupported_appearance_message(std::string_view word) {
    return {"Kiểu hiển thị “" + std::string(word) + "” chưa hỗ trợ; câu hỏi được hỏi như thường.",
            "The appearance \"" + std::string(word) + "\" is not supported; the question is asked plainly."};
}

}  // namespace nuong::forms
