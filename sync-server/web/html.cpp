#include "sync-server/web/html.h"

#include "sync-server/web/web_request.h"

namespace nuong::web {

std::string address(Literal path, const std::map<std::string, std::string>& query) {
    return path.text() + (query.empty() ? std::string() : "?" + encode_fields(query));
}

}  // namespace nuong::web
