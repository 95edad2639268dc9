// What the widgets tell a test: which labels are on the screen, where, and in what state. A running client has no
// probe.
#pragma once
#include <imgui.h>

#include <string>
#include <vector>

namespace nuong::client {

enum class WidgetKind { text, button, choice, field, container };

struct Box {
    ImVec2 min = {}, max = {};

    float width() const { return max.x - min.x; }
    float height() const { return max.y - min.y; }
    ImVec2 centre() const { return {(min.x + max.x) / 2, (min.y + max.y) / 2}; }
};

struct SeenWidget {
    WidgetKind kind = WidgetKind::text;
    std::string label = {};
    std::string value = {};  // of a field
    Box box = {};            // all of it
    Box visible = {};        // the part inside the scrolled area; empty when scrolled away
    bool enabled = true;
    bool chosen = false;

    bool is_visible() const { return visible.width() > 0 && visible.height() > 0; }
};

struct Probe {
    std::vector<SeenWidget> widgets = {};  // in drawing order; the owner clears it before each frame
};

}  // namespace nuong::client
