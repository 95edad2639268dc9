#include "client/ui/widgets/picture.h"

#include <imgui.h>

#include <algorithm>

namespace nuong::client {

void picture(Ui& ui, const std::shared_ptr<const Photo>& photo, float width, float height) {
    if (!photo || photo->width == 0 || photo->height == 0) return;
    const float points_wide = static_cast<float>(photo->width), points_high = static_cast<float>(photo->height);
    const float shrink = std::min({1.0f, ui.px(width) / points_wide, ui.px(height) / points_high});
    const ImVec2 size{points_wide * shrink, points_high * shrink}, from = ImGui::GetCursorScreenPos();
    const ImVec2 to{from.x + size.x, from.y + size.y};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    void* const texture = ui.texture_of ? ui.texture_of(photo) : nullptr;
    if (texture) list.AddImageRounded(texture, from, to, {0, 0}, {1, 1}, IM_COL32_WHITE, ui.px(6));
    list.AddRect(from, to, ui.colour.line, ui.px(6));
    ImGui::Dummy(size);
}

}  // namespace nuong::client
