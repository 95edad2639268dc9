#include "client/sync/farewell.h"

#include <nlohmann/json.hpp>
#include <stop_token>
#include <utility>

#include "client/sync/http_transport.h"
#include "shared/base/json.h"
#include "shared/protocol/codec.h"
#include "shared/protocol/farewell.h"

namespace nuong::client {
namespace {

constexpr HttpTimeouts short_timeouts{std::chrono::seconds(5), std::chrono::seconds(15), std::chrono::seconds(10)};

// Whether a server of ours has nobody to hear it: the device was forgotten there, or is not to be wiped (any more).
bool has_nobody_to_hear(const HttpResponse& response) {
    const std::string code = protocol::decode_http_error(response.body).code;
    return code == "unknown_token" || code == "not_told";
}

// Ends with the thread that uses it.
class StoppedLine final : public Transport {
public:
    StoppedLine(const Farewell& farewell, const std::stop_token& stop)
        : line_(farewell.server, farewell.ca_file, short_timeouts), cancel_(stop, [this] { line_.cancel(); }) {}
    Result<HttpResponse> exchange(const HttpRequest& request) override { return line_.exchange(request); }

private:
    HttpTransport line_;
    std::stop_callback<std::function<void()>> cancel_;
};

}  // namespace

std::string text_of(const Farewell& farewell) {
    return dump_json(Json{{"server", farewell.server}, {"ca_file", farewell.ca_file}, {"token", farewell.token}}) +
           "\n";
}

Result<Farewell> farewell_from(std::string_view text) {
    const auto json = parse_json(std::string(text), "farewell");
    if (!json) return json.error();
    Farewell farewell;
    for (const auto& [key, field] : {std::pair("server", &farewell.server), std::pair("ca_file", &farewell.ca_file),
                                     std::pair("token", &farewell.token)}) {
        if (!json->is_object() || !json->contains(key) || !(*json)[key].is_string())
            return Error{ErrorCode::damaged, {"Tệp báo xóa bị hỏng.", "The farewell file is damaged."}};
        *field = (*json)[key].get<std::string>();
    }
    return farewell;
}

Status say_farewell(const Farewell& farewell, Transport& transport) {
    const auto response =
        transport.exchange({"POST", "/v1/wiped", farewell.token, protocol::encode(protocol::WipedAnswer{})});
    if (!response) return Error{ErrorCode::unreachable, response.error().message};
    if (has_nobody_to_hear(*response)) return Done{};
    const auto text = text_of(*response);
    if (!text) return Error{ErrorCode::unreachable, text.error().message};
    if (!protocol::decode_wiped_answer(*text)) return nonsense();
    return Done{};
}

Status say_farewell(const Farewell& farewell) {
    HttpTransport line(farewell.server, farewell.ca_file, short_timeouts);
    return say_farewell(farewell, line);
}

bool say_farewells(const Household& household, const std::function<std::unique_ptr<Transport>(const Farewell&)>& line) {
    bool all_heard = true;
    for (const std::string& text : household.farewells()) {
        const auto farewell = farewell_from(text);
        const bool is_settled = !farewell || say_farewell(*farewell, *line(*farewell));
        if (is_settled) household.was_told(text);
        else all_heard = false;
    }
    return all_heard;
}

bool say_farewells(const Household& household) {
    return say_farewells(household, [](const Farewell& farewell) {
        return std::make_unique<HttpTransport>(farewell.server, farewell.ca_file, short_timeouts);
    });
}

std::jthread say_farewells_behind(Household household) {
    return std::jthread([household = std::move(household)](const std::stop_token& stop) {
        (void)say_farewells(household,
                            [&](const Farewell& farewell) { return std::make_unique<StoppedLine>(farewell, stop); });
    });
}

}  // namespace nuong::client
