#include "client/ui/widgets/text_field.h"

#include <imgui_internal.h>
#include <imgui_stdlib.h>

#include <algorithm>
#include <utility>

#include "shared/base/text.h"

namespace nuong::client {
namespace {

constexpr double handover_pause_seconds = 0.4;
constexpr double pad_pause_seconds = 1.0;  // a finger is slower than a hand on a keyboard

struct Typing {
    TypingMethod method = TypingMethod::off;
    FieldKeys keys = FieldKeys::words;
    std::string before;  // the text as it was before this frame's keys
};

bool is_allowed(FieldKeys keys, ImWchar c) {
    const bool digit = c >= '0' && c <= '9';
    switch (keys) {
        case FieldKeys::digits: return digit;
        case FieldKeys::number: return digit || c == '-' || c == ',' || c == '.';
        case FieldKeys::ascii:
        case FieldKeys::words: break;
    }
    return true;
}

bool is_paste() {
    const ImGuiIO& io = ImGui::GetIO();
    return (io.KeyCtrl && !io.KeyAlt) || ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Insert));
}

// Where the text inserted in this frame begins, or nothing when none was.
std::optional<std::size_t> insertion(const std::string& before, std::string_view now, std::size_t caret) {
    const std::string_view tail = now.substr(caret);
    if (now.size() > before.size()) {
        const std::size_t start = before.size() - std::min(before.size(), tail.size());
        if (start < caret && std::string_view(before).substr(start) == tail &&
            now.substr(0, start) == before.substr(0, start))
            return start;
    }
    std::size_t same = 0;  // a selection was typed over
    while (same < caret && same < before.size() && now[same] == before[same]) ++same;
    return same < caret && same < before.size() ? std::optional(same) : std::nullopt;
}

void replace_before_caret(ImGuiInputTextCallbackData& data, const std::string& text) {
    data.DeleteChars(0, data.CursorPos);
    data.InsertChars(0, text.data(), text.data() + text.size());
}

int on_edit(ImGuiInputTextCallbackData* data) {
    auto& typing = *static_cast<Typing*>(data->UserData);
    if (data->EventFlag == ImGuiInputTextFlags_CallbackCharFilter)
        return is_allowed(typing.keys, data->EventChar) ? 0 : 1;
    if (data->EventFlag != ImGuiInputTextFlags_CallbackEdit || typing.keys != FieldKeys::words) return 0;
    const std::string now(data->Buf, static_cast<std::size_t>(data->BufTextLen));
    const auto caret = static_cast<std::size_t>(data->CursorPos);
    const std::optional<std::size_t> start = insertion(typing.before, now, caret);
    if (!start) return 0;
    std::string left = now.substr(0, *start);
    const std::string_view keys = std::string_view(now).substr(*start, caret - *start);
    if (is_paste()) {
        // Text from elsewhere may come decomposed; it would be drawn with its marks astray.
        if (const auto composed = to_nfc(keys)) replace_before_caret(*data, left + *composed);
        return 0;
    }
    for (const char key : keys)
        if (static_cast<unsigned char>(key) < 0x80) left = type_key(std::move(left), key, typing.method);
        else left += key;
    if (left != now.substr(0, caret)) replace_before_caret(*data, left);
    return 0;
}

// In 1.86 Escape gives a field its old text back; what a person typed must not vanish like that.
class WithoutEscape {
public:
    WithoutEscape() : key_(hold(key())), nav_(hold(nav())) {}
    ~WithoutEscape() {
        key() = key_;
        nav() = nav_;
    }
    WithoutEscape(const WithoutEscape&) = delete;
    WithoutEscape& operator=(const WithoutEscape&) = delete;

private:
    static float& key() { return ImGui::GetIO().KeysDownDuration[ImGui::GetKeyIndex(ImGuiKey_Escape)]; }
    static float& nav() { return ImGui::GetIO().NavInputsDownDuration[ImGuiNavInput_Cancel]; }
    static float hold(float& duration) { return std::exchange(duration, -1.0f); }

    float key_, nav_;
};

bool draw_input(const std::string& id, std::string& text, const FieldOptions& options, ImVec2 size, Typing& typing) {
    int flags = ImGuiInputTextFlags_CallbackEdit | ImGuiInputTextFlags_CallbackCharFilter;
    if (options.hidden) flags |= ImGuiInputTextFlags_Password;
    if (!options.enabled) flags |= ImGuiInputTextFlags_ReadOnly;
    const WithoutEscape keep_text;
    if (options.multiline) return ImGui::InputTextMultiline(id.c_str(), &text, size, flags, on_edit, &typing);
    return ImGui::InputTextWithHint(id.c_str(), options.hint.c_str(), &text, flags, on_edit, &typing);
}

}  // namespace

FieldUse text_field(Ui& ui, const std::string& label, std::string& text, const FieldOptions& options) {
    const float width = options.width > 0 ? std::min(options.width, ui.width) : ui.width;
    Typing typing{.method = ui.typing, .keys = options.keys, .before = text};
    ImGui::PushFont(ui.fonts.body);
    ImGui::PushStyleColor(ImGuiCol_Border, options.wrong ? ui.colour.danger : ui.colour.line_strong);
    if (!options.enabled) ImGui::PushStyleColor(ImGuiCol_FrameBg, ui.colour.paper);
    ImGui::SetNextItemWidth(width);
    if (options.take_focus) {
        ImGui::SetKeyboardFocusHere();
        ui.next_frame_in = 0;  // it has the keyboard from the next frame on; a key that comes before that is lost
    }
    FieldUse use;
    use.edited = draw_input("##" + label, text, options, {width, ui.px(120)}, typing);
    use.active = ImGui::IsItemActive();
    const bool is_focused = ImGui::IsItemFocused();
    use.left = ImGui::IsItemDeactivated();
    use.entered = use.left && (ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_Enter)) ||
                               ImGui::IsKeyPressed(ImGui::GetKeyIndex(ImGuiKey_KeyPadEnter)));
    const Box box{ImGui::GetItemRectMin(), ImGui::GetItemRectMax()};
    if (!options.enabled) ImGui::PopStyleColor();
    ImGui::PopStyleColor();
    ImGui::PopFont();
    if (use.active && options.enabled)
        paper().AddRect(box.min, box.max, ui.colour.accent, ui.px(size::grid), 0, ui.px(2.5f));
    report(ui, {.kind = WidgetKind::field,
                .label = label,
                .value = options.hidden ? std::string(text.size(), '*') : text,
                .box = box,
                .enabled = options.enabled,
                .focused = use.active || is_focused});
    return use;
}

std::optional<std::string> edited_text(Ui& ui, const std::string& label, EditBuffer& buffer, const std::string& current,
                                       const FieldOptions& options) {
    if (!buffer.active && !buffer.dirty) buffer.text = current;
    const FieldUse use = text_field(ui, label, buffer.text, options);
    buffer.active = use.active;
    const double now = ImGui::GetTime();
    if (use.edited) {
        buffer.dirty = buffer.text != current;
        buffer.edited_at = now;
    }
    if (!buffer.dirty) return std::nullopt;
    const double wait = buffer.edited_at + (buffer.on_pad ? pad_pause_seconds : handover_pause_seconds) - now;
    if ((use.active || buffer.on_pad) && wait > 0) {
        ui.ask_frame(wait);
        return std::nullopt;
    }
    buffer.dirty = false;
    return buffer.text;
}

}  // namespace nuong::client
