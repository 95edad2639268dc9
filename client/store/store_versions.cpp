#include "client/store/store_versions.h"

#include <array>

#include "client_001.h"
#include "client_002.h"
#include "client_003.h"
#include "client_004.h"
#include "client_005.h"
#include "client_006.h"
#include "client_007.h"
#include "client_008.h"
#include "client_009.h"
#include "client_010.h"
#include "client_011.h"
#include "client_012.h"
#include "client_013.h"
#include "client_014.h"
#include "client_015.h"
#include "client_016.h"
#include "client_017.h"
#include "client_018.h"
#include "client_019.h"
#include "client_020.h"
#include "client_021.h"
#include "client_022.h"
#include "client_023.h"
#include "client_024.h"
#include "client_025.h"
#include "client_026.h"
#include "client_027.h"

namespace nuong::client {

std::span<const std::string_view> store_versions() {
    static constexpr std::array<std::string_view, 27> versions{
        embedded::client_001, embedded::client_002, embedded::client_003, embedded::client_004, embedded::client_005,
        embedded::client_006, embedded::client_007, embedded::client_008, embedded::client_009, embedded::client_010,
        embedded::client_011, embedded::client_012, embedded::client_013, embedded::client_014, embedded::client_015,
        embedded::client_016, embedded::client_017, embedded::client_018, embedded::client_019, embedded::client_020,
        embedded::client_021, embedded::client_022, embedded::client_023, embedded::client_024, embedded::client_025,
        embedded::client_026, embedded::client_027};
    return versions;
}

}  // namespace nuong::client
