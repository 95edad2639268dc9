// ThinDevice: the protocol of one enrolled device without its store. It keeps what a device has to know for the next
// request, signs and chains what it saves, and lets go of what it reads: thousands of them fit into one process.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "shared/forms/form_definition.h"
#include "shared/protocol/codec.h"

namespace nuong::rush {

class ThinDevice {
public:
    // What a device holds that has synced with this server before, and has read everything since.
    struct Standing {
        std::string epoch, catalogue, grants;
        protocol::Cursor cursor;
        std::uint64_t erasures = 0;
    };

    ThinDevice(DeviceId id, UserId user, std::string token, SigningKey key, Standing standing);

    // A new record where the device's cursor is, or an edit of `seen`; they go with the next request.
    RecordState save_new(const forms::FormDefinition& form, const Fields& answers, Instant at);
    void save_edit(const forms::FormDefinition& form, RecordState seen, const Fields& changed, Instant at);

    std::string request(Instant now) const;  // a body of POST /v1/sync
    // Whether there is more to ask. Throws std::runtime_error for an answer that no device could take.
    bool take(std::string_view body);

    DeviceId id() const { return id_; }
    const std::string& token() const { return token_; }
    const AreaCode& area() const { return standing_.cursor.area; }
    std::uint64_t acked() const { return acked_; }
    std::uint64_t last_seq() const { return acked_ + waiting_.size(); }
    std::uint64_t refused() const { return refused_; }
    std::uint64_t received() const { return received_; }

private:
    void save(const forms::FormDefinition& form, RecordState& state, Change change);

    DeviceId id_;
    UserId user_;
    std::string token_;
    SigningKey key_;
    Standing standing_;
    std::uint64_t acked_ = 0, refused_ = 0, received_ = 0;
    Hash link_{};  // after the last acknowledged change
    std::vector<std::string> waiting_;
};

}  // namespace nuong::rush
