package dev.palimpsest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.palimpsest.problem.ErrorCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.module.Configuration;
import java.lang.module.ModuleFinder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody else's module can require the engine: its jar on the module path, its libraries on the class path. */
class ModuleTest {
    private static final Pattern NAME = Pattern.compile("<Automatic-Module-Name>(.+)</Automatic-Module-Name>");

    @TempDir
    Path directory;

    @Test
    void a_module_that_requires_the_engine_compiles_and_runs() throws Exception {
        Path engine = directory.resolve("engine.jar");
        jar(engine);
        Path application = directory.resolve("application");
        compile(engine, application, """
                module application {
                    requires dev.palimpsest.engine;
                    exports application;
                }
                """, """
                package application;

                import dev.palimpsest.map.PrivacyMapReader;
                import dev.palimpsest.problem.PalimpsestException;

                public final class Main implements java.util.concurrent.Callable<String> {
                    @Override
                    public String call() {
                        try {
                            PrivacyMapReader.read("empty.yaml", "");
                            return "read";
                        } catch (PalimpsestException refused) {
                            return PrivacyMapReader.class.getModule().getName() + " says " + refused.code().id();
                        }
                    }
                }
                """);

        ModuleLayer here = ModuleLayer.boot();
        Configuration resolved = here.configuration()
                .resolve(ModuleFinder.of(engine, application), ModuleFinder.of(), Set.of("application"));
        ModuleLayer layer = here.defineModulesWithOneLoader(resolved, getClass().getClassLoader());
        Object main = layer.findLoader("application")
                .loadClass("application.Main")
                .getConstructor()
                .newInstance();

        assertThat(((Callable<?>) main).call()).isEqualTo("dev.palimpsest.engine says " + ErrorCode.MAP_NOT_YAML.id());
    }

    /** The jar as the build makes it; while tests run there is none yet. */
    private static void jar(Path file) throws Exception {
        Matcher name = NAME.matcher(Files.readString(Path.of("pom.xml")));
        assertThat(name.find()).as("the module's name in the pom").isTrue();
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().putValue("Manifest-Version", "1.0");
        manifest.getMainAttributes().putValue("Automatic-Module-Name", name.group(1));
        Path classes = Path.of(Palimpsest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path each : files.filter(Files::isRegularFile).toList()) {
                jar.putNextEntry(new JarEntry(classes.relativize(each).toString()));
                Files.copy(each, jar);
            }
        }
    }

    private void compile(Path engine, Path to, String module, String main) throws IOException {
        Path sources = Files.createDirectories(directory.resolve("sources"));
        Path descriptor = Files.writeString(sources.resolve("module-info.java"), module);
        Path code = Files.writeString(sources.resolve("Main.java"), main);
        ByteArrayOutputStream said = new ByteArrayOutputStream();

        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        said,
                        said,
                        "-proc:none",
                        "-p",
                        engine.toString(),
                        "-d",
                        to.toString(),
                        descriptor.toString(),
                        code.toString());

        assertThat(exitCode).as(said.toString(UTF_8)).isZero();
    }
}
