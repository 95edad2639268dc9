# The two packages for Debian: what goes where. `./dev packages` makes them.
set(packaged_doc ${CMAKE_BINARY_DIR}/generated/package)

# Our licence, and the notices of what is linked in as code and not as a package of its own.
function(write_copyright file)
  file(READ ${CMAKE_SOURCE_DIR}/LICENSE text)
  string(PREPEND text "Nương, by the Nương developers, under the Apache License 2.0:\n\n")
  foreach(package ${ARGN})
    set(notice /usr/share/doc/${package}/copyright)
    if(NOT EXISTS ${notice})
      message(WARNING "${notice} is missing: packages made here may not be given away without it")
      continue()
    endif()
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${notice})
    file(READ ${notice} theirs)
    string(APPEND text "\n\n----- Linked in: ${package}, whose notice follows -----\n\n${theirs}")
  endforeach()
  file(CONFIGURE OUTPUT ${file} CONTENT "@text@" @ONLY)
endfunction()
write_copyright(${packaged_doc}/nuong/copyright libsqlcipher-dev nlohmann-json3-dev libimgui-dev)
write_copyright(${packaged_doc}/nuong-server/copyright libsqlcipher-dev nlohmann-json3-dev libqrcodegencpp-dev)

install(TARGETS nuong RUNTIME DESTINATION bin COMPONENT client)
install(FILES client/package/nuong.desktop DESTINATION share/applications COMPONENT client)
install(FILES client/package/nuong.svg DESTINATION share/icons/hicolor/scalable/apps COMPONENT client)
install(FILES client/package/nuong.xml DESTINATION share/mime/packages COMPONENT client)
install(FILES ${packaged_doc}/nuong/copyright DESTINATION share/doc/nuong COMPONENT client)

install(TARGETS nuong-server RUNTIME DESTINATION bin COMPONENT server)
install(FILES sync-server/nuong-server.service sync-server/nuong-backup.service sync-server/nuong-backup.timer
        DESTINATION /lib/systemd/system COMPONENT server)
install(FILES sync-server/nuong-server.conf DESTINATION /etc/nuong COMPONENT server)
# What `publish` reads, and what explains it; the tables and the protocol are inside the programs.
install(DIRECTORY schemas DESTINATION share/nuong COMPONENT server
        PATTERN sql EXCLUDE PATTERN protocol EXCLUDE PATTERN coverage.csv EXCLUDE)
install(FILES sync-server/README.md sync-server/threat_model.md sync-server/patroni.yml DESTINATION share/doc/nuong-server COMPONENT server)
install(FILES ${packaged_doc}/nuong-server/copyright DESTINATION share/doc/nuong-server COMPONENT server)

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_VERSION ${PROJECT_VERSION})
set(CPACK_PACKAGE_CONTACT "Nương developers <noreply@example.org>")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_STRIP_FILES ON)
set(CPACK_INSTALL_DEFAULT_DIRECTORY_PERMISSIONS
    OWNER_READ OWNER_WRITE OWNER_EXECUTE GROUP_READ GROUP_EXECUTE WORLD_READ WORLD_EXECUTE)
set(CPACK_COMPONENTS_ALL client server)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_PACKAGE_CONTROL_STRICT_PERMISSION ON)

set(CPACK_DEBIAN_CLIENT_PACKAGE_NAME nuong)
set(CPACK_DEBIAN_CLIENT_PACKAGE_SECTION misc)
# Opened while it runs, where dpkg-shlibdeps does not look: typefaces, OpenGL drivers, what GLFW loads by name, time zones
# and the authorities that certificates are checked by.
set(CPACK_DEBIAN_CLIENT_PACKAGE_DEPENDS
    "fonts-noto-core, libgl1-mesa-dri, libxcursor1, libxi6, libxinerama1, libxrandr2, tzdata, ca-certificates")
set(CPACK_DEBIAN_CLIENT_PACKAGE_RECOMMENDS "hicolor-icon-theme, shared-mime-info, desktop-file-utils")
set(CPACK_DEBIAN_CLIENT_DESCRIPTION "field forms that work for weeks without a network
Nương collects forms where there is no signal, keeps them encrypted on the
device, and brings together what several people wrote about the same person
while they were apart. This is the program of the device: the window and the
command line.
.
Nương: thu thập phiếu ngoài thực địa, không cần mạng; chương trình trên máy
của người đi cơ sở.")

set(CPACK_DEBIAN_SERVER_PACKAGE_NAME nuong-server)
set(CPACK_DEBIAN_SERVER_PACKAGE_SECTION net)
set(CPACK_DEBIAN_SERVER_PACKAGE_DEPENDS "adduser, ca-certificates")  # the authorities: a relay asks its parent
set(CPACK_DEBIAN_SERVER_PACKAGE_RECOMMENDS systemd)
set(CPACK_DEBIAN_SERVER_PACKAGE_CONTROL_EXTRA
    ${CMAKE_SOURCE_DIR}/sync-server/package/postinst ${CMAKE_SOURCE_DIR}/sync-server/package/prerm
    ${CMAKE_SOURCE_DIR}/sync-server/package/postrm ${CMAKE_SOURCE_DIR}/sync-server/package/conffiles)
set(CPACK_DEBIAN_SERVER_DESCRIPTION "takes in the field forms of a district
The server of Nương: devices in the field sync with it, it joins what people
wrote apart, keeps everything encrypted, makes the reports of the district and
a backup every night. It also serves as a relay in a commune.
.
Nương: máy chủ của huyện, nhận phiếu từ các máy ngoài thực địa, lập báo cáo
và sao lưu hằng đêm.")
include(CPack)
