import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { useEffect, useState } from "react";
import {
  BrowserRouter,
  Navigate,
  Outlet,
  Route,
  Routes,
  useLocation,
  useNavigate,
} from "react-router";
import { AppFrame } from "./components/frame/AppFrame";
import { QueueMonitoringDashboard } from "./components/monitoring/QueueMonitoringDashboard";
import { session } from "./config/session";
import { createSnapshotStore, SnapshotContext } from "./hooks/useSnapshot";
import { signInHref } from "./lib/nextPage";
import { AuditPage } from "./pages/AuditPage";
import { EnginesPage } from "./pages/EnginesPage";
import { NotFoundPage } from "./pages/NotFoundPage";
import { OutagePage } from "./pages/OutagePage";
import { OutagesPage } from "./pages/OutagesPage";
import { QueuePage } from "./pages/QueuePage";
import { SettingsPage } from "./pages/SettingsPage";
import { SignInPage } from "./pages/SignInPage";
import { colorSchemeManager, cssVariablesResolver, theme } from "./theme";

/** Everything behind it needs a session. When it ends, sign-in leads back to the same address. */
function SignedIn() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  const here = pathname + search;

  useEffect(
    () => session.onExpired(() => void navigate(signInHref(here, true), { replace: true })),
    [navigate, here],
  );

  if (session.token() === null) return <Navigate to={signInHref(here, false)} replace />;
  return <Outlet />;
}

export const AppRoutes = () => (
  <Routes>
    <Route path="/sign-in" element={<SignInPage />} />
    <Route element={<SignedIn />}>
      <Route element={<AppFrame />}>
        <Route path="/" element={<Navigate to="/queue-monitoring" replace />} />
        <Route path="/queue-monitoring" element={<QueueMonitoringDashboard />} />
        <Route path="/queue-monitoring/:engine/:queue" element={<QueuePage />} />
        <Route path="/outages" element={<OutagesPage />} />
        <Route path="/outages/:id" element={<OutagePage />} />
        <Route path="/audit" element={<AuditPage />} />
        <Route path="/engines" element={<EnginesPage />} />
        <Route path="/settings" element={<SettingsPage />} />
        <Route path="*" element={<NotFoundPage />} />
      </Route>
    </Route>
  </Routes>
);

export function App() {
  const [queryClient] = useState(() => new QueryClient());
  const [store] = useState(() => createSnapshotStore());
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={cssVariablesResolver}
      colorSchemeManager={colorSchemeManager}
      defaultColorScheme="auto"
    >
      <QueryClientProvider client={queryClient}>
        <SnapshotContext value={store}>
          <BrowserRouter>
            <AppRoutes />
          </BrowserRouter>
        </SnapshotContext>
      </QueryClientProvider>
    </MantineProvider>
  );
}
