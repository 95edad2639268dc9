#include "tests/ui/ui_driver.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace nuong::client {
namespace {

constexpr float frame_seconds = 1.0f / 60;

bool can_be_tapped(const SeenWidget& widget) {
    return widget.kind != WidgetKind::text && widget.kind != WidgetKind::container;
}

}  // namespace

UiDriver::UiDriver(ImVec2 size, TextSize text_size) {
    ImGui::CreateContext();
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = size;
    io.DeltaTime = frame_seconds;
    for (int key = 0; key < ImGuiKey_COUNT; ++key) io.KeyMap[key] = key;
    if (const Status ready = prepare(state, {}, comfortable_scale({size.x, size.y}, text_size)); !ready)
        throw std::runtime_error(ready.error().message.en);
    unsigned char* pixels = nullptr;
    int width = 0, height = 0;
    io.Fonts->GetTexDataAsAlpha8(&pixels, &width, &height);  // instead of a graphics card
    state.ui.probe = &probe_;
}

UiDriver::~UiDriver() { ImGui::DestroyContext(); }

void UiDriver::frame(int count) {
    while (count-- > 0) {
        probe_.widgets.clear();
        ImGui::NewFrame();
        draw(view, state, actions_);
        ImGui::Render();
    }
}

void UiDriver::pass_seconds(double seconds) {
    frame(static_cast<int>(seconds / static_cast<double>(frame_seconds)) + 1);
}

const SeenWidget* UiDriver::find(std::string_view label) const {
    const SeenWidget* found = nullptr;
    for (const SeenWidget& each : probe_.widgets) {
        if (each.label != label) continue;
        if (!found || (can_be_tapped(each) && !can_be_tapped(*found))) found = &each;
    }
    return found;
}

bool UiDriver::sees(std::string_view label) const {
    const SeenWidget* found = find(label);
    return found && found->is_visible();
}

const SeenWidget& UiDriver::widget(std::string_view label) const {
    if (const SeenWidget* found = find(label)) return *found;
    throw std::runtime_error("nothing labelled '" + std::string(label) + "' on the screen:\n" + text());
}

std::string UiDriver::text() const {
    std::string all;
    for (const SeenWidget& each : probe_.widgets) {
        if (!each.is_visible() || each.kind == WidgetKind::container) continue;
        switch (each.kind) {
            case WidgetKind::button: all += "[" + each.label + "]"; break;
            case WidgetKind::choice: all += (each.chosen ? "(x) " : "( ) ") + each.label; break;
            case WidgetKind::field: all += each.label + " {" + each.value + "}"; break;
            default: all += each.label;
        }
        all += '\n';
    }
    return all;
}

void UiDriver::scroll_to(std::string_view label) {
    ImGuiIO& io = ImGui::GetIO();
    for (int turns = 0; turns < 200; ++turns) {
        const SeenWidget& target = widget(label);
        if (target.is_visible() && target.visible.height() >= std::min(target.box.height(), 30.0f)) return;
        io.MousePos = {io.DisplaySize.x / 2, io.DisplaySize.y * 0.6f};
        frame();
        io.MouseWheel = target.box.min.y > io.DisplaySize.y / 2 ? -1.0f : 1.0f;
        frame(2);
    }
}

void UiDriver::tap(std::string_view label) {
    frame(2);
    scroll_to(label);
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = widget(label).visible.centre();
    frame();
    io.MouseDown[0] = true;
    frame();
    io.MouseDown[0] = false;
    frame(3);
}

void UiDriver::drag(ImVec2 from, ImVec2 to) {
    ImGuiIO& io = ImGui::GetIO();
    io.MousePos = from;
    frame(2);
    io.MouseDown[0] = true;
    frame(2);
    constexpr int steps = 10;
    for (int i = 1; i <= steps; ++i) {
        const float part = static_cast<float>(i) / steps;
        io.MousePos = {from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part};
        frame();
    }
    io.MouseDown[0] = false;
    frame(3);
}

void UiDriver::type(std::string_view keys) {
    for (const char key : keys) {
        ImGui::GetIO().AddInputCharacter(static_cast<unsigned char>(key));
        frame();
    }
}

void UiDriver::type_at_once(std::string_view keys) {
    ImGui::GetIO().AddInputCharactersUTF8(std::string(keys).c_str());
    frame();
}

void UiDriver::press(int key) {
    ImGuiIO& io = ImGui::GetIO();
    io.KeysDown[key] = true;
    frame();
    io.KeysDown[key] = false;
    frame(3);
}

void UiDriver::press_with_ctrl(int key) {
    ImGui::GetIO().KeyCtrl = true;
    press(key);
    ImGui::GetIO().KeyCtrl = false;
    frame();
}

Actions UiDriver::take_actions() { return std::exchange(actions_, {}); }

}  // namespace nuong::client
