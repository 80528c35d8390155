package dev.palimpsest.server;

import dev.palimpsest.home.PrivateDirectory;
import dev.palimpsest.problem.ErrorCode;
import dev.palimpsest.problem.PalimpsestException;
import dev.palimpsest.server.access.FirstStart;
import dev.palimpsest.server.secret.Secrets;
import dev.palimpsest.server.store.ControlStore;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.BeansException;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.boot.web.server.servlet.ConfigurableServletWebServerFactory;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.core.NestedExceptionUtils;

/** The office, served until it is closed. */
public final class Office implements AutoCloseable {
    private final ConfigurableApplicationContext context;
    private final URI uri;

    private Office(ConfigurableApplicationContext context, URI uri) {
        this.context = context;
        this.uri = uri;
    }

    /**
     * Starts it: opens the control store and brings its tables up, then listens.
     *
     * @throws PalimpsestException HOME_UNUSABLE or HOME_NOT_PRIVATE for the data directory, DATABASE_UNREACHABLE for the control
     *     store, BAD_ARGUMENT for a port that is taken
     */
    public static Office serve(ServeSettings settings) {
        makePrivate(settings);
        try {
            ConfigurableApplicationContext context = new SpringApplicationBuilder(Configuration.class)
                    .bannerMode(Banner.Mode.OFF)
                    .registerShutdownHook(false)
                    .properties(properties(settings))
                    .initializers(fresh -> fresh.getBeanFactory().registerSingleton("serveSettings", settings))
                    .run();
            int port = Objects.requireNonNull(((WebServerApplicationContext) context).getWebServer(), "it listens")
                    .getPort();
            return new Office(context, settings.uri(port));
        } catch (PortInUseException taken) {
            throw portTaken(settings);
        } catch (BeansException failed) {
            throw NestedExceptionUtils.getMostSpecificCause(failed) instanceof PalimpsestException refused
                    ? refused
                    : failed;
        }
    }

    /** Where people find it. */
    public URI uri() {
        return uri;
    }

    /** The code without which nobody can become the first administrator; empty once there is one. */
    public Optional<String> firstStartCode() {
        return context.getBean(FirstStart.class).code();
    }

    /** What it is made of. */
    public ApplicationContext parts() {
        return context;
    }

    @Override
    public void close() {
        context.close();
    }

    private static void makePrivate(ServeSettings settings) {
        try {
            PrivateDirectory.make(settings.data(), ErrorCode.HOME_NOT_PRIVATE, "it holds the keys of the office");
            PrivateDirectory.makeMissing(noPages(settings));
        } catch (IOException broken) {
            throw new PalimpsestException(
                    ErrorCode.HOME_UNUSABLE, settings.data() + " cannot be made or written. Name another directory.");
        }
    }

    private static Map<String, Object> properties(ServeSettings settings) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("server.address", settings.address());
        properties.put("server.port", settings.port());
        // nothing of a process that was killed stays in the machine's directory for temporary files
        properties.put("server.tomcat.basedir", tomcat(settings).toString());
        properties.put(
                "logging.file.name", settings.data().resolve("office.log").toString());
        settings.certificate().ifPresent(files -> {
            properties.put("server.ssl.certificate", files.chain().toUri().toString());
            properties.put(
                    "server.ssl.certificate-private-key", files.key().toUri().toString());
            properties.put("server.servlet.session.cookie.secure", true);
        });
        return properties;
    }

    private static Path tomcat(ServeSettings settings) {
        return settings.data().resolve("tomcat");
    }

    /** Empty: no page is a file there. */
    private static Path noPages(ServeSettings settings) {
        return tomcat(settings).resolve("pages");
    }

    private static PalimpsestException portTaken(ServeSettings settings) {
        return new PalimpsestException(
                ErrorCode.BAD_ARGUMENT,
                "Port " + settings.port() + " at " + settings.address()
                        + " is taken, perhaps by another office. Choose another with --port, or --port 0 for any that is free.");
    }

    /** All that stands below this package. */
    @SpringBootConfiguration
    @EnableAutoConfiguration
    @ComponentScan
    static class Configuration {
        @Bean
        ControlStore controlStore(ServeSettings settings) {
            return ControlStore.open(settings);
        }

        /** Closed with its store. */
        @Bean(destroyMethod = "")
        DataSource dataSource(ControlStore store) {
            return store.dataSource();
        }

        /** Else the server takes a directory of the one it was started in, or leaves one in that for temporary files. */
        @Bean
        WebServerFactoryCustomizer<ConfigurableServletWebServerFactory> noFiles(ServeSettings settings) {
            return factory -> factory.setDocumentRoot(noPages(settings).toFile());
        }

        @Bean
        Secrets secrets(ServeSettings settings) {
            return Secrets.at(settings.data());
        }
    }
}
