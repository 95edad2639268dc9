// A photo on the screen, as large as fits.
#pragma once
#include <memory>

#include "client/pictures/photo.h"
#include "client/ui/ui.h"

namespace nuong::client {

// At most `width` x `height` points. Without a display (tests) its frame.
void picture(Ui& ui, const std::shared_ptr<const Photo>& photo, float width, float height);

}  // namespace nuong::client
