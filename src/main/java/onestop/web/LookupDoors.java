package onestop.web;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** The doors behind which personal data lies. */
@Configuration(proxyBeanMethods = false)
class LookupDoors implements WebMvcConfigurer {
  /** Lists stand in none of these: they show no applicant to an auditor. */
  static final String[] PERSONAL = {
    "/dossiers/{code}",
    "/dossiers/{code}/**",
    "/letters/{id:\\d+}",
    "/letters/{id:\\d+}/**",
    "/my-work/{id}",
    "/audit/dossiers/{code}",
    "/audit/dossiers/{code}/**",
    "/api/dossiers/{code}",
    "/api/dossiers/{code}/**",
    "/api/apologies/{id:\\d+}",
    "/api/apologies/{id:\\d+}/**"
  };

  private final LookupGate gate;

  LookupDoors(LookupGate gate) {
    this.gate = gate;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry
        .addInterceptor(gate)
        .addPathPatterns(PERSONAL)
        .excludePathPatterns("/api/dossiers/{code}/ledger", "/api/dossiers/{code}/due");
  }
}
