// Short ways to say "this form, filled like this" in a test.
#pragma once
#include <catch2/catch_test_macros.hpp>
#include <fstream>
#include <nlohmann/json.hpp>
#include <sstream>
#include <string>

#include "shared/forms/fields_json.h"
#include "shared/forms/instance.h"

namespace nuong::forms {

inline std::string file_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

inline FormPointer compiled(const std::string& package) {
    Compiled compiled = compile_package(package);
    for (const Problem& problem : compiled.problems) UNSCOPED_INFO(problem.where + ": " + problem.message.en);
    REQUIRE(compiled);
    return compiled.form;
}

inline FormPointer shipped_form(const std::string& id) {
    return compiled(file_text(NUONG_SOURCE_DIR "/schemas/forms/" + id + ".json"));
}

// A package around a survey and choice lists, both as JSON text.
inline std::string package(const std::string& survey, const std::string& choices = "{}",
                           const std::string& settings = "{}") {
    return R"({"id":"trial","version":1,"title":"Thử","settings":)" + settings + R"(,"choices":)" + choices +
           R"(,"survey":)" + survey + "}";
}

inline Environment on(const char* day) {
    Environment environment;
    environment.today = *parse_date(day);
    environment.now = Instant(environment.today) + std::chrono::hours(8);
    environment.user = "mai";
    return environment;
}

inline Instance opened(const std::string& package, const char* day = "2024-06-30") {
    return {compiled(package), on(day)};
}

inline std::string value_text(const Instance& instance, const char* path) { return plain_text(instance.value(path)); }

inline bool is_shown(const Instance& instance, const char* path) {
    const auto item = instance.find(path);
    REQUIRE(item);
    return instance.is_relevant(*item);
}

// "path kind, path kind" of all errors.
inline std::string errors_of(const Instance& instance) {
    std::string all;
    for (const AnswerError& error : instance.problems())
        all += (all.empty() ? "" : ", ") + error.path + " " + name_of(error.kind);
    return all;
}

inline const char* yes_no =
    R"({"yn":[{"name":"yes","label":{"vi":"Có","en":"Yes"}},{"name":"no","label":{"vi":"Không","en":"No"}}]})";

// Rows within rows, sums inside and outside of them.
inline const char* household = R"j([
    {"type":"integer","name":"size","label":"Số người"},
    {"type":"begin_repeat","name":"members","label":"Thành viên","children":[
      {"type":"text","name":"name","label":"Tên"},
      {"type":"integer","name":"age","label":"Tuổi của ${name}","constraint":". <= ${oldest_allowed}"},
      {"type":"calculate","name":"place","calculation":"position(..)"
},
      {"type":"calculate","name":"share","calculation":"${age} * 100 div ${total}"},
      {"type":"begin_repeat","name":"visits","label":"Lượt thăm","children":[{"type":"integer","name":"minutes","label":"Phút"}]},
      {"type":"calculate","name":"minutes_of_one","calculation":"sum(${minutes})"}]
},
    {"type":"integer","name":"oldest_allowed","label":"Tuổi tối đa","default":"120"},
    {"type":"calculate","name":"total","calculation":"sum(${age})"},
    {"type":"calculate","name":"all_minutes","calculation":"sum(${minutes})"},
    {"type":"calculate","name":"names","calculation":"join(', ', ${members/name})"}])j";

}  // namespace nuong::forms
