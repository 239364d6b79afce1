package dev.recloser.server.groups;

import dev.recloser.control.Control;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the groups. */
@Configuration(proxyBeanMethods = false)
class GroupsConfiguration {

  @Bean
  GroupController groupController(Control control) {
    return new GroupController(control);
  }
}
