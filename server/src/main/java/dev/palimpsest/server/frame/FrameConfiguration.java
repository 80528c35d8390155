package dev.palimpsest.server.frame;

import dev.palimpsest.server.access.Account;
import dev.palimpsest.server.access.Gate;
import dev.palimpsest.text.Words;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.support.ResourceBundleMessageSource;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.LocaleResolver;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.i18n.AbstractLocaleResolver;

/** The gate before every page, the language of a page, and the visitor as an argument of its method. */
@Configuration
class FrameConfiguration implements WebMvcConfigurer {
    private final Gate gate;

    FrameConfiguration(Gate gate) {
        this.gate = gate;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(gate);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(new VisitorArgument());
    }

    @Bean
    LocaleResolver localeResolver() {
        return new VisitorsLanguage();
    }

    @Bean
    MessageSource messageSource() {
        ResourceBundleMessageSource texts = new ResourceBundleMessageSource();
        texts.setBasename("dev.palimpsest.server.office");
        texts.setDefaultEncoding("UTF-8");
        texts.setFallbackToSystemLocale(false);
        texts.setDefaultLocale(Locale.ENGLISH);
        texts.setAlwaysUseMessageFormat(true);
        return texts;
    }

    /** The account's language; before log-in what the browser asks for, if the office speaks it, else English. */
    private static final class VisitorsLanguage extends AbstractLocaleResolver {
        @Override
        public Locale resolveLocale(HttpServletRequest request) {
            Account account = Gate.accountOrNone(request);
            if (account != null) {
                return Locale.of(account.language());
            }
            List<Locale> wanted = Collections.list(request.getLocales());
            return wanted.stream()
                    .map(locale -> Locale.of(locale.getLanguage()))
                    .filter(language -> Words.languages().contains(language.getLanguage()))
                    .findFirst()
                    .orElse(Locale.ENGLISH);
        }

        @Override
        public void setLocale(
                HttpServletRequest request, @Nullable HttpServletResponse response, @Nullable Locale locale) {
            throw new UnsupportedOperationException("the account says it");
        }
    }

    private static final class VisitorArgument implements HandlerMethodArgumentResolver {
        @Override
        public boolean supportsParameter(MethodParameter parameter) {
            return parameter.getParameterType() == Account.class;
        }

        @Override
        public Object resolveArgument(
                MethodParameter parameter,
                @Nullable ModelAndViewContainer container,
                NativeWebRequest request,
                @Nullable WebDataBinderFactory binders) {
            return Gate.account((HttpServletRequest) request.getNativeRequest());
        }
    }
}
