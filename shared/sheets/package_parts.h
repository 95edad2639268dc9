// The parts of an Office file: XML documents by name inside a zip.
#pragma once
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "shared/base/result.h"

struct zip;

namespace nuong::sheets {

class PackageParts {
public:
    // `bytes` must outlive it.
    static Result<PackageParts> open(std::string_view bytes);

    // Nothing when there is no such part; an error when it is damaged or unpacks to more than part_bytes_max.
    Result<std::optional<std::string>> part(const std::string& name);

private:
    struct Close {
        void operator()(zip* archive) const;
    };
    explicit PackageParts(zip* archive) : archive_(archive) {}
    std::unique_ptr<zip, Close> archive_;
};

}  // namespace nuong::sheets
