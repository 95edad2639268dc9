// Small line drawings, so that no icon font is needed and they stay sharp at every scale.
#pragma once
#include <imgui.h>

#include "client/app/view_model.h"

namespace nuong::client {

enum class Icon {
    none,
    back,
    house,
    forward,
    down,
    plus,
    minus,
    check,
    cross,
    person,
    people,
    clipboard,
    megaphone,
    fork,
    sync,
    offline,
    lock,
    search,
    pencil,
    bin,
    calendar,
    warning,
    info,
    undo,
    redo,
    document,
    arrow_up,
    arrow_down,
    sliders,
    moon,
    sun,
    question,
    printer,
    grid,
};

// Inside the square of side `side` around `centre`.
void paint_icon(Icon icon, ImVec2 centre, float side, ImU32 ink);

Icon icon_of(TileIcon tile);

}  // namespace nuong::client
