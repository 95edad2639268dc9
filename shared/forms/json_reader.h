// Reads the keys of one JSON object of a form package: wrong kinds become problems with their place, and keys that
// nobody asked for are warned about, so that a misspelt "constrait" does not pass in silence.
#pragma once
#include <initializer_list>
#include <set>

#include "shared/base/json.h"
#include "shared/forms/form_definition.h"
#include "shared/forms/form_problem.h"

namespace nuong::forms {

// "vi", "en", "zh-Hans": what may be the key of a text.
bool is_language(std::string_view key);

class JsonReader {
public:
    JsonReader(const Json& object, std::string where, Problems& problems);

    const Json* get(const char* key);  // nullptr when absent or null
    std::string text(const char* key);
    std::string expression(const char* key);  // true / "yes" -> "true()", numbers as written
    Label label(const char* key, std::string_view default_language);
    std::vector<std::string> names(const char* key);  // ["a","b"] or "a b"
    // "image", "audio", "video", "big-image", "media::image" …: a file name, or one per language.
    Media media(std::string_view default_language);
    // {"start": 1} or "start=1 end=10", sorted by name.
    std::vector<std::pair<std::string, std::string>> parameters(const char* key);
    void warn_unknown_keys() const;
    std::string at(const char* key) const;  // "place: key"

private:
    void wrong(const char* key, const char* vi, const char* en);

    const Json& object_;
    std::string where_;
    Problems& problems_;
    std::set<std::string, std::less<>> seen_;
};

}  // namespace nuong::forms
