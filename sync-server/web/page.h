// The frame of every page, and the parts that pages are made of.
#pragma once
#include "shared/base/message.h"
#include "sync-server/core/principal.h"
#include "sync-server/web/html.h"
#include "sync-server/web/web_request.h"

namespace nuong::web {

enum class Place { overview, indicators, reports, devices, users, elsewhere };

// Who looks at a page, in which language; what the page must not show is decided from this alone.
struct Visitor {
    WebSessionRow session;
    std::string form_token;
    Principal principal;
    Language language = Language::vi;
    std::shared_ptr<const DocumentBook> book;
    std::vector<Place> places;  // that the role may open
    Instant now;

    bool may_open(Place place) const;
    const std::string& say(const Message& message) const { return message.in(language); }
};

struct Frame {
    Language language = Language::vi;
    Message title;
    Place place = Place::elsewhere;
    const Visitor* visitor = nullptr;  // nobody has logged in
    std::string again = "/";           // where the same page is found in the other language; "": nobody else may know
};
WebAnswer page(const Frame& frame, const Html& body, unsigned status = 200);
// A page that only says what is wrong.
WebAnswer page_of_error(const Frame& frame, const Message& message, unsigned status);
WebAnswer page_of_error(const Frame& frame, const Error& error);

Html paragraph(const Html& inner);
Html remark(const Html& inner);  // smaller
Html notice(const Html& inner);  // something went wrong, or must be known
Html heading(const std::string& words);
Html link(std::string target, const Html& words);
Html date_and_time(Instant at);  // there, where people are

// Forms. A POST says besides the cookie what only this site knows.
Html post_form(Literal path, const std::string& token, const Html& inner);
Html get_form(Literal path, const Html& inner);
Html hidden_field(Literal name, const std::string& value);
struct Input {
    Literal name;
    Literal type;
    Literal autocomplete;
    std::string value = {};
};
Html labelled(const std::string& label, const Input& input, const std::string& hint = {});
struct Option {
    std::string value, words;
};
Html choice(const std::string& label, Literal name, const std::vector<Option>& options, const std::string& chosen);
Html button(const std::string& words);
Html grave_button(const std::string& words);  // what cannot be undone

// A table that may be wider than the page: it moves in its own frame, also by keyboard.
Html wide(const std::string& label, const Html& table);
Html table_head(const std::vector<std::string>& names);
Html long_words(const std::string& words);  // of a cell: as many lines as it takes
// A line: its first cell is its head.
Html table_line(const std::string& head, const std::vector<Html>& cells);

}  // namespace nuong::web
