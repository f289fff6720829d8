package onestop.web.demo;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What is to be filled, found out before the application opens its database.
 *
 * @param application what the weeks are lived in
 * @param end until which they last
 */
record DemoOrder(
    Class<?> application, DemoDatabase database, List<String> profiles, ZoneId zone, Instant end) {}
