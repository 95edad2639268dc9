#include "sync-server/core/audit_from_end.h"

namespace nuong {

void audit_from_end(StoreReader& reader, const std::function<bool(const AuditRow&)>& goes_on) {
    constexpr std::uint64_t page = 1'000;
    const auto head = reader.audit_head();
    for (std::uint64_t end = head ? head->n : 0; end > 0;) {
        const std::uint64_t begin = end > page ? end - page : 0;
        const auto rows = reader.audit(begin, static_cast<std::size_t>(end - begin));
        for (auto row = rows.rbegin(); row != rows.rend(); ++row)
            if (!goes_on(*row)) return;
        end = begin;
    }
}

}  // namespace nuong
