package onestop;

import onestop.cli.Commands;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the one executable jar, and the application that its commands start. */
@SpringBootApplication(proxyBeanMethods = false)
public class Onestop {

  /** Runs one command and ends with its exit status; without a command it serves. */
  public static void main(String[] args) {
    System.exit(Commands.run(Onestop.class, args));
  }
}
