// What a browser asks and is told, as values: pages know nothing of sockets.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace nuong::web {

// Of a form or the part of an address behind its "?".
using Fields = std::map<std::string, std::string>;
// Names and values decoded; of several of one name the first. Bytes that are not UTF-8 are no value.
Fields decode_fields(std::string_view encoded);
std::string encode_fields(const Fields& fields);
std::string field(const Fields& fields, const std::string& name);  // "" when it is not there

struct WebRequest {
    bool is_post = false;
    std::string path;
    Fields query;
    Fields form;  // of a POST
    Fields cookies;
    std::string remote;      // address of who asks
    std::string host;        // as the browser was told it: name and port
    bool is_secure = false;  // by TLS, here or at the proxy before this server
};

// "a=1; b=2", as a browser sends it.
Fields decode_cookies(std::string_view header);

struct WebAnswer {
    unsigned status = 200;
    std::string content_type = "text/html; charset=utf-8";
    std::string body;
    std::optional<std::pair<std::string, std::string>> cookie = {};  // name and value, with what goes with it
    std::string location = {};                                       // to go on to
    std::string file_name = {};                                      // of a download

    // Beyond the content type; what every answer of the page says to the browser.
    std::vector<std::pair<std::string, std::string>> headers() const;
};

// The same place again, for a link; of a POST nothing is sent twice.
std::string address_of(const WebRequest& request);

WebAnswer redirect(std::string location);  // to be read there, with GET

}  // namespace nuong::web
