package dev.recloser.server.auth;

import dev.recloser.control.AuditEntry;
import dev.recloser.control.Journal;
import dev.recloser.server.config.Settings;
import dev.recloser.server.store.Store;
import dev.recloser.server.store.TokenTable;
import dev.recloser.server.web.ErrorWriter;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.CorsConfigurationSource;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

/** Closed by default: a request needs a token unless it is named here. */
@Configuration(proxyBeanMethods = false)
class SecurityConfiguration {

  private static final String CSP =
      "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; font-src 'self';"
          + " img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none';"
          + " form-action 'self'; frame-ancestors 'none'";
  private static final int DENIED_ROWS_PER_MINUTE = 10;
  private static final int SIGN_INS_PER_MINUTE = 20;

  @Bean
  Tokens tokens(Store store, InstantSource clock) {
    return new Tokens(new TokenTable(store), clock);
  }

  @Bean
  AuthController authController(
      Tokens tokens, Journal journal, InstantSource clock, Settings settings) {
    return new AuthController(
        tokens, journal, clock, settings, new Attempts(clock, SIGN_INS_PER_MINUTE));
  }

  @Bean
  TokenController tokenController(Tokens tokens, Journal journal, InstantSource clock) {
    return new TokenController(tokens, journal, clock);
  }

  /** There are no users with passwords; without this bean Boot makes one and prints it. */
  @Bean
  AuthenticationManager noPasswords() {
    return authentication -> authentication;
  }

  @Bean
  StrictHttpFirewall firewall() {
    var firewall = new StrictHttpFirewall();
    // queue names may hold any character; they are decoded once, as one path segment
    firewall.setAllowUrlEncodedSlash(true);
    firewall.setAllowUrlEncodedDoubleSlash(true);
    firewall.setAllowUrlEncodedPercent(true);
    firewall.setAllowUrlEncodedPeriod(true);
    firewall.setAllowSemicolon(true);
    firewall.setAllowBackSlash(true);
    firewall.setAllowUrlEncodedCarriageReturn(true);
    firewall.setAllowUrlEncodedLineFeed(true);
    return firewall;
  }

  @Bean
  SecurityFilterChain chain(
      HttpSecurity http, Tokens tokens, ErrorWriter errors, Journal journal, InstantSource clock) {
    return http.csrf(AbstractHttpConfigurer::disable) // bearer only: nothing rides along
        .formLogin(AbstractHttpConfigurer::disable)
        .httpBasic(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .anonymous(anonymous -> {})
        .cors(cors -> {})
        .sessionManagement(s -> s.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
        .headers(headers ->
            headers
                .contentSecurityPolicy(csp -> csp.policyDirectives(CSP))
                .referrerPolicy(referrer -> {})
                .cacheControl(cache -> cache.disable()))
        .addFilterBefore(new BearerFilter(tokens), UsernamePasswordAuthenticationFilter.class)
        .authorizeHttpRequests(requests ->
            requests
                .dispatcherTypeMatchers(DispatcherType.ERROR)
                .permitAll()
                .requestMatchers(HttpMethod.POST, "/api/v1/auth/sessions")
                .permitAll()
                .requestMatchers("/api/v1/openapi.json", "/actuator/health/**")
                .permitAll()
                .requestMatchers("/api/v1/tokens/**", "/api/v1/tokens")
                .hasAuthority(Role.ADMIN.name())
                .requestMatchers(HttpMethod.PUT, "/api/v1/queues/*/*/policy", "/api/v1/groups/*")
                .hasAuthority(Role.ADMIN.name())
                .requestMatchers(HttpMethod.DELETE, "/api/v1/groups/*")
                .hasAuthority(Role.ADMIN.name())
                .requestMatchers("/api/v1/auth/**")
                .hasAuthority(Role.VIEWER.name())
                .requestMatchers(HttpMethod.GET, "/api/**", "/actuator/**")
                .hasAuthority(Role.VIEWER.name())
                .requestMatchers(HttpMethod.POST, "/api/v1/queues/*/*/policy/replay")
                .hasAuthority(Role.VIEWER.name()) // asks and changes nothing
                .requestMatchers("/api/**", "/actuator/**")
                .hasAuthority(Role.OPERATOR.name())
                .anyRequest()
                .permitAll())
        .exceptionHandling(handling ->
            handling
                .authenticationEntryPoint(unauthorized(errors))
                .accessDeniedHandler(denied(errors, journal, clock)))
        .build();
  }

  @Bean
  CorsConfigurationSource corsConfigurationSource(Settings settings) {
    var cors = new CorsConfiguration();
    cors.setAllowedOrigins(settings.corsOrigins());
    cors.setAllowedMethods(List.of("GET", "POST", "PUT", "DELETE"));
    cors.setAllowedHeaders(
        List.of("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match"));
    cors.setExposedHeaders(List.of("ETag", "X-Request-Id"));
    cors.setMaxAge(Duration.ofHours(1));
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration("/api/**", cors);
    return source;
  }

  private static AuthenticationEntryPoint unauthorized(ErrorWriter errors) {
    return (request, response, _) ->
        errors.write(
            request,
            response,
            HttpStatus.UNAUTHORIZED,
            "unauthorized",
            "Sign in: the token is missing, wrong or expired.");
  }

  private static AccessDeniedHandler denied(
      ErrorWriter errors, Journal journal, InstantSource clock) {
    var rows = new Attempts(clock, DENIED_ROWS_PER_MINUTE);
    return (request, response, _) -> {
      Authentication who = SecurityContextHolder.getContext().getAuthentication();
      var role = who != null && who.getPrincipal() instanceof Caller c ? c.role().word() : "nobody";
      if (who != null && who.getPrincipal() instanceof Caller caller && rows.allow(caller.name())) {
        journal.write(List.of(), null, List.of(deniedRow(request, caller, clock)));
      }
      errors.write(
          request,
          response,
          HttpStatus.FORBIDDEN,
          "forbidden",
          "Your role " + role + " cannot do this.");
    };
  }

  private static AuditEntry deniedRow(
      HttpServletRequest request, Caller caller, InstantSource clock) {
    var path = request.getRequestURI();
    var target = path.length() > 300 ? path.substring(0, 300) : path;
    return new AuditEntry(
        clock.instant(),
        caller.name(),
        request.getMethod().toLowerCase(Locale.ROOT),
        target,
        null,
        null,
        null,
        "denied",
        "role " + caller.role().word());
  }
}
