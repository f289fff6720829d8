package onestop.web;

import java.util.List;

/** The demo city as the login page shows it; exists only where the demo is on. */
public interface DemoCity {

  /**
   * A suggested login.
   *
   * @param role the key of the text that describes its rights, below {@code demo.login.}
   */
  record Login(String name, String role) {}

  /** The progress of the filling, 0 to 100; at 100 every act is possible. */
  int percent();

  /** The password of every login. */
  String password();

  /** The suggested logins; empty if the database is not the demo's. */
  List<Login> logins();
}
