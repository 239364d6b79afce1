package dev.recloser.server.web;

import dev.recloser.server.config.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.core.StandardHost;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.http.CacheControl;
import org.springframework.web.servlet.config.annotation.PathMatchConfigurer;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.pattern.PathPatternParser;
import tools.jackson.databind.json.JsonMapper;

/** What all of HTTP shares. */
@Configuration(proxyBeanMethods = false)
class WebConfiguration implements WebMvcConfigurer {

  private static final String PAGE = "classpath:/static/";
  private static final int SECURITY_ORDER = -100; // where Boot puts the security filters

  @Bean
  ErrorWriter errorWriter(JsonMapper json) {
    return new ErrorWriter(json);
  }

  @Bean
  ErrorAdvice errorAdvice() {
    return new ErrorAdvice();
  }

  @Bean
  ContainerErrors containerErrors() {
    return new ContainerErrors();
  }

  @Bean
  OpenApiController openApiController() {
    return new OpenApiController();
  }

  @Bean
  FilterRegistrationBean<RequestIdFilter> requestIds() {
    var registration = new FilterRegistrationBean<>(new RequestIdFilter());
    registration.setOrder(Ordered.HIGHEST_PRECEDENCE);
    return registration;
  }

  @Bean
  FilterRegistrationBean<BodyLimitFilter> bodyLimit(ErrorWriter errors) {
    var registration = new FilterRegistrationBean<>(new BodyLimitFilter(errors));
    registration.setOrder(SECURITY_ORDER - 1);
    return registration;
  }

  /** A queue's name may hold slashes: they stay encoded in the path and are decoded once by MVC. */
  @Bean
  WebServerFactoryCustomizer<TomcatServletWebServerFactory> tomcat(Settings settings) {
    var work = settings.dataDir().resolve("web"); // not in the temporary folder: kill -9 leaves it
    return factory -> {
      factory.setBaseDirectory(folder(work.resolve("tomcat")));
      factory.setDocumentRoot(folder(work.resolve("none")));
      factory.addConnectorCustomizers(connector -> {
        connector.setEncodedSolidusHandling("passthrough");
        connector.setEncodedReverseSolidusHandling("passthrough");
      });
      factory.addContextCustomizers(context -> {
        var pipeline = context.getParent();
        if (pipeline instanceof StandardHost host) {
          host.setErrorReportValveClass(PlainErrorValve.class.getName());
        }
      });
    };
  }

  private static File folder(Path path) {
    try {
      return Files.createDirectories(path).toFile();
    } catch (IOException e) {
      throw new IllegalArgumentException("cannot use the data folder: " + e.getMessage(), e);
    }
  }

  @Override
  public void configurePathMatch(PathMatchConfigurer configurer) {
    configurer.setPatternParser(new PathPatternParser());
  }

  /** The page: its hashed files for a year, and for any other path the one page itself. */
  @Override
  public void addResourceHandlers(ResourceHandlerRegistry registry) {
    registry
        .addResourceHandler("/assets/**")
        .addResourceLocations(PAGE + "assets/")
        .setCacheControl(CacheControl.maxAge(365, TimeUnit.DAYS).cachePublic().immutable());
    registry
        .addResourceHandler("/**")
        .addResourceLocations(PAGE)
        .setCacheControl(CacheControl.noCache())
        .resourceChain(false)
        .addResolver(new Page());
  }
}
