// SealedLine: a line on which the top of the district answers for this device alone (protocol/answer_seal.h). Whatever
// passes through a relay, or is asked by somebody else with this device's token, stays closed to them.
//
// Thread: as the line behind it.
#pragma once
#include <functional>
#include <optional>

#include "client/store/replica.h"
#include "client/sync/transport.h"
#include "shared/protocol/answer_seal.h"

namespace nuong::client {

// Nothing of a device that has not heard its district's key.
std::optional<protocol::AnswerSeal> answer_seal_of(Replica& replica);

class SealedLine final : public Transport {
public:
    // `seal` is asked for each exchange: a store may go on as another device between two.
    using GetSeal = std::function<std::optional<protocol::AnswerSeal>()>;
    SealedLine(Transport& line, GetSeal seal) : line_(line), seal_(std::move(seal)) {}

    // Errors: as the line's; unreachable for a sealed answer that is not for this device.
    Result<HttpResponse> exchange(const HttpRequest& request) override;
    bool met_nobody() const override { return line_.met_nobody(); }

private:
    Transport& line_;
    GetSeal seal_;
};

}  // namespace nuong::client
