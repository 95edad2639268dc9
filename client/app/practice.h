// A store to practise in: made-up people and the real forms, in memory and nowhere else. Nothing of it is ever written
// to the disk or sent, because people try things out with the names of their neighbours; with the window it is gone.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "client/store/replica.h"

namespace nuong::client {

struct PracticeDocument {
    std::string kind, id;
    std::uint32_t version = 1;
    std::string body;
};

// What the practising is about: the forms and areas, and what the role may do with them.
struct PracticeMaterial {
    std::vector<PracticeDocument> documents = {};
    std::string role = {};
    std::vector<AreaCode> areas = {};  // of the role
    AreaCode home_area = {};           // where the made-up people live
    std::optional<std::vector<FormId>> forms = {}, write = {};
};

// The forms and areas that come with the program: for a door that nobody has opened.
PracticeMaterial built_in_material();
// Those of an open store, as its user may use them.
PracticeMaterial material_of(Replica& replica);

Result<std::unique_ptr<Replica>> make_practice_store(const PracticeMaterial& material, Instant now);

}  // namespace nuong::client
