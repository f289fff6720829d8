package onestop.files;

import onestop.node.PeriodicWork;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The settings of stored files and their periodic work. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FilesSettings.class)
class FilesConfiguration {

  /** Runs at night, when nobody waits for the database. */
  @Bean
  PeriodicWork sweepFiles(FileSweep sweep, FileCheck check) {
    return PeriodicWork.cron(
        "0 30 2 * * ?",
        "sweep-files",
        () -> {
          sweep.run();
          check.closeIncidents();
        });
  }
}
