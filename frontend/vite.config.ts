import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig(({ command }) => ({
  plugins: [react()],
  // In development the server is another origin (CORS allows it); a build talks to its own origin.
  define:
    command === "serve" && process.env.VITE_API_BASE === undefined && !process.env.VITEST
      ? { "import.meta.env.VITE_API_BASE": JSON.stringify("http://127.0.0.1:8000") }
      : {},
  build: { assetsInlineLimit: 0, outDir: "dist", target: "es2022", chunkSizeWarningLimit: 600 },
  test: {
    environment: "jsdom",
    setupFiles: ["./src/test/setup.ts"],
    include: ["src/**/*.test.{ts,tsx}"],
    css: false,
    restoreMocks: true,
  },
}));
