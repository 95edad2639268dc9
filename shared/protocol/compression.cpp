#include "shared/protocol/compression.h"

#include <zstd.h>

#include <memory>

#include "shared/protocol/dictionary.h"
#include "shared/protocol/limits.h"

namespace nuong::protocol {
namespace {

constexpr int level = 3;
constexpr std::string_view magic = "\x28\xB5\x2F\xFD";

Error too_large() { return {ErrorCode::invalid, {"Gói dữ liệu quá lớn.", "The message is too large."}}; }

Error broken() {
    return {
        ErrorCode::invalid,
        {"Gói dữ liệu bị hỏng trên đường truyền. Hãy đồng bộ lại.", "The message was damaged on the way. Sync again."}};
}

struct Free {
    void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
    void operator()(ZSTD_DCtx* stream) const { ZSTD_freeDCtx(stream); }
};

// To make these takes longer than to pack a small message, so each thread keeps its own, and all share the dictionary.
ZSTD_CCtx* packing() {
    thread_local const std::unique_ptr<ZSTD_CCtx, Free> context(ZSTD_createCCtx());
    return context.get();
}

ZSTD_DCtx* unpacking() {
    thread_local const std::unique_ptr<ZSTD_DCtx, Free> stream(ZSTD_createDCtx());
    static const ZSTD_DDict* const words = ZSTD_createDDict(dictionary.data(), dictionary.size());
    ZSTD_DCtx_reset(stream.get(), ZSTD_reset_session_and_parameters);  // the last message may have been broken
    ZSTD_DCtx_setParameter(stream.get(), ZSTD_d_windowLogMax, 24);
    ZSTD_DCtx_refDDict(stream.get(), words);
    return stream.get();
}

std::size_t unpacked_max(std::size_t packed) { return std::min(text_bytes_max, packed * inflate_ratio_max + 4096); }

}  // namespace

std::string pack(std::string_view json) {
    static const ZSTD_CDict* const words = ZSTD_createCDict(dictionary.data(), dictionary.size(), level);
    std::string packed(ZSTD_compressBound(json.size()), '\0');
    const std::size_t size =
        ZSTD_compress_usingCDict(packing(), packed.data(), packed.size(), json.data(), json.size(), words);
    if (ZSTD_isError(size) || size >= json.size()) return std::string(json);
    if (json.size() > unpacked_max(size)) return std::string(json);  // nobody would unpack it
    packed.resize(size);
    return packed;
}

bool is_packed(std::string_view body) { return body.substr(0, magic.size()) == magic; }

Result<std::string> unpack(std::string_view body, std::size_t bytes_max) {
    if (body.size() > body_bytes_max) return too_large();
    if (!is_packed(body)) return std::string(body);
    const std::size_t most = std::min(bytes_max, unpacked_max(body.size()));
    ZSTD_DCtx* const stream = unpacking();
    ZSTD_inBuffer in{body.data(), body.size(), 0};
    std::string text;
    std::size_t left = 1;
    while (in.pos < in.size) {
        const std::size_t have = text.size();
        if (have >= most) return too_large();
        text.resize(std::min(most, have + std::max<std::size_t>(65536, have)));
        ZSTD_outBuffer out{text.data(), text.size(), have};
        left = ZSTD_decompressStream(stream, &out, &in);
        text.resize(out.pos);
        if (ZSTD_isError(left)) return broken();
        if (left == 0 && in.pos < in.size) return broken();  // one frame, nothing behind it
        if (out.pos == have && in.pos >= in.size) break;
    }
    while (left != 0) {  // the input is used up, the frame may still hold output
        const std::size_t have = text.size();
        if (have >= most) return too_large();
        text.resize(std::min(most, have + 65536));
        ZSTD_outBuffer out{text.data(), text.size(), have};
        left = ZSTD_decompressStream(stream, &out, &in);
        text.resize(out.pos);
        if (ZSTD_isError(left) || (left != 0 && out.pos == have)) return broken();
    }
    return text;
}

}  // namespace nuong::protocol
