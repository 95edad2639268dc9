// Attaching a file to a question: what is taken, and what is kept of it. A photo is kept as an upright JPEG of a size
// that a slow line can carry, without what the camera has written into it; other files as they are.
#pragma once
#include <memory>

#include "client/app/view_model.h"
#include "client/app/workbook.h"
#include "client/pictures/drawing.h"
#include "client/pictures/photo.h"

namespace nuong::client {

// Whether the question asks for a file (image, audio, video, file).
bool asks_for_file(const forms::Node& node);

// Of what kind: image, audio, video; file for all else.
std::string_view file_kind_of(const forms::Node& node);

// By XLSForm's appearances: `signature`, `draw`. To draw over a photo (`annotate`) is asked as a photo.
ByHand hand_of(const forms::Node& node);

struct KeptFile {
    std::string bytes;
    std::string type;
};
// Errors: invalid, when the question does not take such a file, or it is empty, damaged or too large.
Result<KeptFile> kept_file(const forms::Node& node, std::string_view bytes, const std::string& file_name);

// Reads the file, keeps it for `holder`, the draft or record that will name it, and gives the answer.
Result<Value> attach_file(Replica& replica, const forms::Node& node, const std::string& file, const Uuid& holder);

// The same of a drawing, as a PNG. Errors: invalid, when nothing is drawn or far too much.
Result<Value> attach_drawing(Replica& replica, const Drawing& drawing, const Uuid& holder);

// What it is, in words: "Ảnh, 182 kB"; and whether it still has to come.
std::string file_text(const Attachment& attachment, Language language);
std::string file_text(Replica& replica, const Attachment& attachment, Language language);
// A small picture of a photo that is on this device; nullptr of anything else.
std::shared_ptr<const Photo> preview_of(Replica& replica, const Attachment& attachment);

// Answers that ought to name a file on this device and do not.
std::vector<forms::AnswerError> file_problems(Replica& replica, const forms::Instance& instance);

}  // namespace nuong::client
