#include "shared/reports/issue_states.h"

#include <algorithm>

namespace nuong {

Message words_of_state(std::string_view state) {
    if (state == "draft") return {"bản nháp", "draft"};
    if (state == "checked") return {"đã kiểm tra", "checked"};
    if (state == "signed") return {"đã ký", "signed"};
    if (state == "sent") return {"đã gửi", "sent"};
    return {std::string(state), std::string(state)};
}

std::string_view state_after(std::string_view state) {
    const auto at = std::find(issue_states.begin(), issue_states.end(), state);
    return at == issue_states.end() || at + 1 == issue_states.end() ? std::string_view() : std::string_view(*(at + 1));
}

}  // namespace nuong
