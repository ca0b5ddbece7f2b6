import { createApp } from 'vue';
import PortalForm from './portal-form.vue';

createApp(PortalForm).mount('main');
