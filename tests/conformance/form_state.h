// What a recorded session says of each question, and the same of an open form of ours.
#pragma once
#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "shared/forms/instance.h"

namespace nuong::conformance {

// By the references that the recordings use: "/data/repeat[2]/name", "/data/repeat#range". The state as recorded: v the
// value, rel ro req, lbl hint, opts, viol the violation, msg its message, n how many rows.
using FormState = std::map<std::string, nlohmann::json>;

struct OpenForm {
    FormState state;
    std::map<std::string, std::string> paths;  // our path of each reference
};
OpenForm state_of(const forms::Instance& instance);

// The first difference in what is recorded; "" when there is none.
std::string difference(const FormState& recorded, const OpenForm& ours);

}  // namespace nuong::conformance
