package onestop.web.reach;

import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Puts the gate before every handler: what it finds unmarked stays shut. */
@Configuration(proxyBeanMethods = false)
class LookupDoors implements WebMvcConfigurer {
  private final LookupGate gate;

  LookupDoors(LookupGate gate) {
    this.gate = gate;
  }

  @Override
  public void addInterceptors(InterceptorRegistry registry) {
    registry.addInterceptor(gate);
  }
}
