// That the data of a person may only be kept: on their record, on what is about them, in a form that is begun.
#pragma once
#include <optional>

#include "client/app/view_model.h"
#include "client/ui/ui.h"

namespace nuong::client {

void draw_restriction(Ui& ui, const std::optional<Restriction>& restriction);

}  // namespace nuong::client
